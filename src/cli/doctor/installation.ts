import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadChecks } from '../../checks/catalogue.ts';
import { DuckDbEngine } from '../../engine/duckdb.ts';
import { loadPacks, policiesDir } from '../../policy/load.ts';
import { version } from '../../version.ts';
import { type Diagnosis, fault, fine, notice, reasonOf } from './diagnosis.ts';

/** Below this, a week's import may not fit any more. */
const leastFreeBytes = 1_000_000_000;

/** The product itself and the disk it writes to. */
export async function inspectInstallation(folder: string): Promise<Diagnosis[]> {
  return [await versions(), regulations(), disk(folder)];
}

async function versions(): Promise<Diagnosis> {
  const node = process.versions.node;
  try {
    const engine = await DuckDbEngine.open();
    try {
      const [row] = await engine.rows('select version() as version');
      return fine('版本', `核籍 ${version}，Node.js ${node}，DuckDB ${String(row?.version)}`);
    } finally {
      engine.close();
    }
  } catch (error) {
    return fault('版本', `核籍 ${version}，Node.js ${node}；数据引擎打不开：${reasonOf(error)}`, '请重新安装核籍');
  }
}

function regulations(): Diagnosis {
  try {
    const checks = loadChecks();
    return fine('规定与检查', `${loadPacks(policiesDir, checks).ids.length} 份规定，${checks.length} 项检查，全部可用`);
  } catch (error) {
    return fault('规定与检查', reasonOf(error), '请改正上面的文件，或重新安装核籍');
  }
}

function disk(folder: string): Diagnosis {
  const probe = join(folder, `.写入测试-${process.pid}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    return fault('磁盘', `工作区写不进去：${reasonOf(error)}`, '请检查文件夹的权限，以及磁盘是否已满');
  }
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `可写，剩余 ${(free / 1e9).toFixed(1)} GB`;
  return free < leastFreeBytes ? notice('磁盘', found, '请清理磁盘，剩余应在 1 GB 以上') : fine('磁盘', found);
}
