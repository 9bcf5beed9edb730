import type { Dataset } from '../../datasets/dataset.ts';
import { datasets } from '../../datasets/dictionary.ts';
import { titleKeys } from './title.ts';

/** What the user says that a title means, where the dictionary does not know it. */
export interface LearnedTitle {
  readonly dataset: string;
  readonly title: string;
  /** Column of the dataset; null: it means nothing to us. */
  readonly column: string | null;
}

/** Which column of a dataset a title means. */
export interface TitleMatch {
  readonly name: string;
  /** The key under which it was found: the same for the same title however it is decorated. */
  readonly key: string;
  /** Whether it is the title that templates print. */
  readonly official: boolean;
  /** Whether the user explained it. */
  readonly isLearned: boolean;
}

/** The titles of one dataset: those of the dictionary, and before them those that the user explained. */
export class TitleIndex {
  readonly #matches = new Map<string, TitleMatch>();
  readonly #ignored = new Set<string>();

  constructor(dataset: Dataset, learned: readonly LearnedTitle[] = []) {
    for (const { title, column } of learned) this.#learn(titleKeys(title)[0], column);
    const titles = [
      ...dataset.columns.map(({ name, titles: [first = name] }) => ({ name, title: first, official: true })),
      ...dataset.columns.flatMap(({ name, titles }) => titles.slice(1).map((title) => ({ name, title, official: false }))),
    ];
    // An official title wins over another column's alias, a title as it stands over one without its brackets.
    for (const which of [0, 1] as const) {
      for (const { name, title, official } of titles) {
        const key = titleKeys(title)[which];
        if (key && !this.#matches.has(key)) this.#matches.set(key, { name, key, official, isLearned: false });
      }
    }
  }

  get keys(): Iterable<string> {
    return this.#matches.keys();
  }

  find(title: string | null): TitleMatch | null {
    if (!title) return null;
    const [whole, bare] = titleKeys(title);
    if (this.#ignored.has(whole)) return null;
    return this.#matches.get(whole) ?? this.#matches.get(bare) ?? null;
  }

  /** Whether the user said that the title means nothing to us. */
  isIgnored(title: string): boolean {
    return this.#ignored.has(titleKeys(title)[0]);
  }

  #learn(key: string, column: string | null): void {
    if (key === '') return;
    if (column === null) this.#ignored.add(key);
    else this.#matches.set(key, { name: column, key, official: false, isLearned: true });
  }
}

/** All titles that a reading knows. */
export class TitleKnowledge {
  readonly #indexes: ReadonlyMap<string, TitleIndex>;
  readonly #keys: ReadonlySet<string>;
  readonly #counts = new Map<string, number>();

  constructor(learned: readonly LearnedTitle[] = []) {
    this.#indexes = new Map(
      [...datasets].map(([id, dataset]) => {
        // What is learned of a column that the dictionary no longer has is as good as unknown.
        const own = learned.filter((one) => one.dataset === id && isColumn(dataset, one.column));
        return [id, new TitleIndex(dataset, own)];
      }),
    );
    this.#keys = new Set([...this.#indexes.values()].flatMap((index) => [...index.keys]));
  }

  indexOf(dataset: string): TitleIndex {
    const index = this.#indexes.get(dataset);
    if (!index) throw new Error(`no dataset ${dataset}`);
    return index;
  }

  /** How many datasets know a title. 姓名 is known to most, 点名结果 to one. */
  datasetsKnowing(title: string): number {
    const [whole, bare] = titleKeys(title);
    // Data cells are asked for too, and nearly all of them end here.
    if (!this.#keys.has(whole) && !this.#keys.has(bare)) return 0;
    const known = this.#counts.get(whole);
    if (known !== undefined) return known;
    const count = [...this.#indexes.values()].filter((index) => index.find(title)).length;
    this.#counts.set(whole, count);
    return count;
  }
}

/** The titles of the dictionary alone. */
export const dictionaryTitles = new TitleKnowledge();

const prepared = new WeakMap<readonly LearnedTitle[], TitleKnowledge>();

/** The dictionary's titles and the learned ones; made once for a list, since a drop may hold thousands of files. */
export function knowledgeOf(learned: readonly LearnedTitle[]): TitleKnowledge {
  if (learned.length === 0) return dictionaryTitles;
  const knowledge = prepared.get(learned) ?? new TitleKnowledge(learned);
  prepared.set(learned, knowledge);
  return knowledge;
}

const isColumn = (dataset: Dataset, column: string | null): boolean =>
  column === null || dataset.columns.some(({ name }) => name === column);
