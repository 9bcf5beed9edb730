import { existsSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { requiredDatasets } from '../../checks/requirement.ts';
import { datasetOf, datasets } from '../../datasets/dictionary.ts';
import { heldSubmissions } from '../../lake/accept.ts';
import { type Manifest, ManifestLog } from '../../lake/manifest.ts';
import type { Pipeline } from '../../pipelines/declaration.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fault, fine, names, notice, reasonOf } from './diagnosis.ts';

/** The lake's commits, or what is wrong with them. */
export function readManifests(workspace: Workspace): { manifests: readonly Manifest[] | null; diagnosis: Diagnosis } {
  try {
    const manifests = new ManifestLog(workspace.path('lake')).read();
    const missing = manifests.flatMap((manifest) =>
      manifest.kind === 'import'
        ? Object.values(manifest.files)
            .flat()
            .filter((file) => !existsSync(workspace.path('lake', file)))
        : [],
    );
    if (missing.length > 0) {
      return { manifests: null, diagnosis: fault('数据', `清单里有而文件不在：${names(missing)}`, '请从备份恢复 lake 文件夹') };
    }
    const imports = manifests.filter((manifest) => manifest.kind === 'import').length;
    return {
      manifests,
      diagnosis:
        imports === 0 ? notice('数据', '还没有导入过', '把表放进 inbox，运行 heji import') : fine('数据', `导入过 ${imports} 批，文件齐全`),
    };
  } catch (error) {
    return { manifests: null, diagnosis: fault('数据', reasonOf(error), '请从备份恢复 lake 文件夹') };
  }
}

export function inspectHeld(manifests: readonly Manifest[]): Diagnosis {
  const held = heldSubmissions(manifests);
  if (held.length === 0) return fine('扣住的报送', '没有');
  const schools = names(held.map(({ school_code, id }) => `${school_code}（${id}）`));
  return notice('扣住的报送', `${held.length} 所学校疑似不完整：${schools}`, '确属实的运行 heji accept 学校标识码，否则请学校补齐后重报');
}

/** Datasets that the pipeline's checks read and that never came. */
export function inspectDatasets(manifests: readonly Manifest[], pipeline: Pipeline): Diagnosis {
  const received = new Set(
    manifests.flatMap((manifest) =>
      manifest.kind === 'import' ? manifest.sources.filter(({ loaded }) => loaded > 0).map(({ dataset }) => dataset) : [],
    ),
  );
  const item = `${pipeline.title}所需数据`;
  const lacking = [...datasets.keys()]
    .filter((id) => !received.has(id))
    .flatMap((id) => {
      const checks = pipeline.checks.filter((check) => requiredDatasets(check).includes(id)).map(({ title }) => title);
      return checks.length === 0 ? [] : [`“${datasetOf(id).title}”（${names(checks)}要用）`];
    });
  if (lacking.length === 0) return fine(item, '都收到过');
  return notice(item, `从未收到 ${lacking.join('；')}`, '请收齐后导入；在此之前这些检查不运行，或只能作“待核”');
}

/** Snapshots that no manifest names: an import was killed before it counted. */
export function inspectOrphans(workspace: Workspace, manifests: readonly Manifest[]): Diagnosis {
  const known = new Set(
    manifests.flatMap((manifest) =>
      manifest.kind === 'import'
        ? Object.values(manifest.files)
            .flat()
            .map((file) => dirname(file))
        : [],
    ),
  );
  const orphans = [...datasets.keys()].flatMap((dataset) => {
    const folder = workspace.path('lake', dataset);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .map((batch) => `${dataset}/${batch}`)
      .filter((batch) => !known.has(batch))
      .map((batch) => `lake/${batch}`);
  });
  if (orphans.length === 0) return fine('无主的数据', '没有');
  return notice(
    '无主的数据',
    `${orphans.length} 个文件夹不属于任何一批导入：${names(orphans)}`,
    '是中断的导入或重新装载留下的，不影响结果，下一次导入会清除',
  );
}
