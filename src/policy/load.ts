import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { assetPath } from '../assets.ts';
import type { PolicyPack } from './pack.ts';
import { readPack } from './pack-reader.ts';
import type { CheckParams } from './param.ts';
import { PolicyError, type PolicyProblem } from './policy-error.ts';
import { inherit, PolicyPacks } from './resolve.ts';
import { YamlSource } from './yaml-source.ts';

/** The packs that come with the product. */
export const policiesDir: string = assetPath('policies');

interface LoadedPack {
  readonly source: YamlSource;
  readonly pack: PolicyPack;
}

/**
 * Reads every pack in `dir`, one `<jurisdiction>-<year>.yaml` each. All or none: a pack that cannot be trusted is not left out silently.
 * @throws PolicyError naming file, line, what was found and what is allowed, for every mistake.
 */
export function loadPacks(dir: string, catalogue: readonly CheckParams[]): PolicyPacks {
  const checks = new Map(catalogue.map((check) => [check.id, check]));
  const problems: PolicyProblem[] = [];
  const loaded = new Map<string, LoadedPack>();
  for (const name of packFiles(dir)) {
    const file = `${basename(dir)}/${name}`;
    if (!/^[a-z]+(-[a-z]+)*-\d{4}\.yaml$/.test(name)) {
      problems.push({ file, line: null, message: '文件名应为 地区-年份.yaml，如 heilongjiang-2020.yaml' });
      continue;
    }
    const source = new YamlSource(file, readFileSync(join(dir, name), 'utf8'));
    const reading = readPack(source, checks);
    problems.push(...reading.problems);
    if (reading.pack !== null) loaded.set(reading.pack.id, { source, pack: reading.pack });
  }
  problems.push(...periodProblems(loaded));
  // Whether an ancestor exists and what it says cannot be told while one of the files is unreadable.
  if (problems.length > 0) throw new PolicyError(problems);

  problems.push(...ancestryProblems(loaded));
  if (problems.length > 0) throw new PolicyError(problems);

  const packs = inherit(new Map([...loaded].map(([id, { pack }]) => [id, pack])));
  for (const [id, { source }] of loaded) {
    const silent = catalogue.filter((check) => !packs.get(id)!.checks.has(check.id));
    problems.push(
      ...silent.map((check) => source.problem(['checks'], `没有提到检查 ${check.id}：写条款，规定里没有的写 not_regulated: true`)),
    );
  }
  if (problems.length > 0) throw new PolicyError(problems);
  return new PolicyPacks(packs, checks);
}

function packFiles(dir: string): string[] {
  const folder = basename(dir);
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch {
    throw new PolicyError([{ file: folder, line: null, message: '读不到规定文件夹，请检查安装是否完整' }]);
  }
  const files = names.filter((name) => /\.ya?ml$/i.test(name)).sort();
  if (files.length === 0) throw new PolicyError([{ file: folder, line: null, message: '没有规定文件，应至少有一份 地区-年份.yaml' }]);
  return files;
}

/** Two regulations of one jurisdiction in force on the same day: nobody could say which number holds. */
function periodProblems(loaded: ReadonlyMap<string, LoadedPack>): PolicyProblem[] {
  const byStart = [...loaded.values()].sort((a, b) => (a.pack.validFrom < b.pack.validFrom ? -1 : 1));
  return byStart.flatMap(({ source, pack }, index) => {
    const next = byStart.slice(index + 1).find((other) => jurisdiction(other.pack) === jurisdiction(pack))?.pack;
    if (next === undefined || (pack.validTo !== null && pack.validTo < next.validFrom)) return [];
    const message = `与 ${next.id}（${next.validFrom}起）同时有效，同一地区的前一份应写明 valid_to，早于后一份的施行日`;
    return [source.problem(['valid_to'], message)];
  });
}

const jurisdiction = ({ id }: PolicyPack): string => id.replace(/-\d{4}$/, '');

function ancestryProblems(loaded: ReadonlyMap<string, LoadedPack>): PolicyProblem[] {
  return [...loaded.values()].flatMap(({ source, pack }) => {
    if (pack.extends === null) return [];
    if (!loaded.has(pack.extends)) {
      const known = [...loaded.keys()].filter((id) => id !== pack.id).join('、');
      return [source.problem(['extends'], `extends 写的是“${pack.extends}”，没有这份规定，可用：${known || '无，写 null'}`)];
    }
    const seen: string[] = [pack.id];
    for (let id: string | null | undefined = pack.extends; id != null; id = loaded.get(id)?.pack.extends) {
      seen.push(id);
      if (id === pack.id) return [source.problem(['extends'], `继承绕成了圈：${seen.join(' → ')}`)];
      if (seen.indexOf(id) < seen.length - 1) return [];
    }
    return [];
  });
}
