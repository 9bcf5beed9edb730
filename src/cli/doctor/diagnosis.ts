/** One thing looked at. 注意: the work goes on, somebody should know. 错误: results would be wrong, missing or not to be had. */
export interface Diagnosis {
  readonly item: string;
  readonly level: '正常' | '注意' | '错误';
  readonly found: string;
  /** What to do; null when there is nothing to do. */
  readonly advice: string | null;
}

export const fine = (item: string, found: string): Diagnosis => ({ item, level: '正常', found, advice: null });
export const notice = (item: string, found: string, advice: string): Diagnosis => ({ item, level: '注意', found, advice });
export const fault = (item: string, found: string, advice: string): Diagnosis => ({ item, level: '错误', found, advice });

const longestList = 4;

/** Names in a sentence, cut off where they become too many. */
export function names(all: readonly string[]): string {
  const shown = all.slice(0, longestList).join('、');
  return all.length > longestList ? `${shown}等 ${all.length} 个` : shown;
}

/** What an attempt threw, as one sentence. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/[。\s]+$/, '');
