import type { Dataset } from '../datasets/dataset.ts';
import { datasetOf, datasets } from '../datasets/dictionary.ts';
import type { Recognition } from '../intake/recognition/header.ts';
import { hintStrength } from '../intake/recognition/name-hint.ts';
import type { TitleKnowledge } from '../intake/recognition/title-index.ts';

type Recognised = Extract<Recognition, { kind: 'recognised' }>;

/** Titles named in a sentence; the rest are counted. */
const named = 6;

/** Why a table was taken for what it is, in Chinese sentences. */
export function recognitionReason(
  recognition: Recognised,
  names: { readonly file: string; readonly sheet: string },
  knowledge: TitleKnowledge,
): string[] {
  const dataset = datasetOf(recognition.dataset);
  const titles = titlesOf(recognition);
  const known = recognition.columns.map(({ title }) => title);
  const own = known.filter((title) => knowledge.datasetsKnowing(title) === 1);
  const second = runnerUp(dataset, titles, knowledge);
  const hint = Math.max(hintStrength(names.sheet, dataset.id, dataset.code), hintStrength(names.file, dataset.id, dataset.code));
  return [
    `${titles.length} 个列名里有 ${known.length} 个是《${dataset.title}》的：${listed(known)}`,
    ...(own.length > 0 ? [`只有这种表才有的：${listed(own)}`] : []),
    second === null ? '别的表没有这些列名' : `其次像《${second.dataset.title}》，对得上 ${second.hits} 个${lackingText(second.missing)}`,
    ...(hint > 0 ? ['文件名或工作表名也这样写'] : []),
  ];
}

const titlesOf = ({ columns, unknown, duplicated }: Recognised): string[] =>
  [...columns, ...unknown, ...duplicated].map(({ title }) => title);

interface RunnerUp {
  readonly dataset: Dataset;
  readonly hits: number;
  /** Titles of required columns that the table does not have. */
  readonly missing: readonly string[];
}

/** The other dataset that knows most of the titles; of equals the one that lacks least. */
function runnerUp(taken: Dataset, titles: readonly string[], knowledge: TitleKnowledge): RunnerUp | null {
  const others = [...datasets.values()]
    .filter(({ id }) => id !== taken.id)
    .map((dataset): RunnerUp => {
      const found = new Set(titles.flatMap((title) => knowledge.indexOf(dataset.id).find(title)?.name ?? []));
      const missing = dataset.columns.filter(({ name, required }) => required && name !== 'school_code' && !found.has(name));
      return { dataset, hits: found.size, missing: missing.map(({ name, titles: [title = name] }) => title) };
    })
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits || a.missing.length - b.missing.length);
  return others[0] ?? null;
}

const lackingText = (missing: readonly string[]): string => (missing.length === 0 ? '' : `，但缺少必需的“${missing.join('、')}”`);

const listed = (titles: readonly string[]): string =>
  `${titles.slice(0, named).map(oneLine).join('、')}${titles.length > named ? ` 等 ${titles.length} 个` : ''}`;

const oneLine = (title: string): string => title.replace(/\s+/g, '');
