import type { Dataset } from '../datasets/dataset.ts';
import { datasets } from '../datasets/dictionary.ts';
import { titleKeys } from './title.ts';

/** Which column of a dataset a title means. */
export interface TitleMatch {
  readonly name: string;
  /** The key under which it was found: the same for the same title however it is decorated. */
  readonly key: string;
  /** Whether it is the title that templates print. */
  readonly official: boolean;
}

/** The titles of one dataset. */
export class TitleIndex {
  readonly #matches = new Map<string, TitleMatch>();

  constructor(dataset: Dataset) {
    const titles = [
      ...dataset.columns.map(({ name, titles: [first = name] }) => ({ name, title: first, official: true })),
      ...dataset.columns.flatMap(({ name, titles }) => titles.slice(1).map((title) => ({ name, title, official: false }))),
    ];
    // An official title wins over another column's alias, a title as it stands over one without its brackets.
    for (const which of [0, 1] as const) {
      for (const { name, title, official } of titles) {
        const key = titleKeys(title)[which];
        if (key && !this.#matches.has(key)) this.#matches.set(key, { name, key, official });
      }
    }
  }

  find(title: string | null): TitleMatch | null {
    if (!title) return null;
    const [whole, bare] = titleKeys(title);
    return this.#matches.get(whole) ?? this.#matches.get(bare) ?? null;
  }
}

const indexes: ReadonlyMap<string, TitleIndex> = new Map([...datasets].map(([id, dataset]) => [id, new TitleIndex(dataset)]));

export function titleIndexOf(dataset: string): TitleIndex {
  const index = indexes.get(dataset);
  if (!index) throw new Error(`no dataset ${dataset}`);
  return index;
}

/** How many datasets know a title. 姓名 is known to most, 点名结果 to one. */
export function datasetsKnowing(title: string): number {
  const [whole] = titleKeys(title);
  const known = counts.get(whole);
  if (known !== undefined) return known;
  const count = [...indexes.values()].filter((index) => index.find(title)).length;
  // Data cells are asked for too; only titles are worth keeping.
  if (count > 0) counts.set(whole, count);
  return count;
}

const counts = new Map<string, number>();
