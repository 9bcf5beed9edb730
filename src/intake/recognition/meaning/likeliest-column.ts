import type { Column } from '../../../datasets/column.ts';
import type { Dataset } from '../../../datasets/dataset.ts';
import { titleSimilarity } from './title-similarity.ts';
import { valueEvidence } from './value-evidence.ts';

/** A guess at what an unknown title means. It is shown, never acted upon. */
export interface LikeliestColumn {
  readonly column: Column;
  /** What speaks for it, in Chinese. */
  readonly why: string;
}

/** Below it a guess would be noise. */
const WORTH_SAYING = 0.45;
const ALIKE = 0.4;
const TELLING = 0.6;
const MOST_VALUES = 0.8;
/** Values that hardly ever fit speak against a title that looks right. */
const FEW_VALUES = 0.2;
const CONTRADICTION = 0.4;

/**
 * The column of a dataset that an unknown title most likely means, by its words and by what stands under it.
 * @param taken columns that other titles of the table are already
 */
export function likeliestColumn(
  dataset: Dataset,
  title: string,
  values: readonly string[],
  taken: ReadonlySet<string>,
): LikeliestColumn | null {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  const scored = dataset.columns
    .filter(({ name }) => !taken.has(name))
    .map((column) => ({ column, ...score(column, title, filled) }))
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best && best.score >= WORTH_SAYING ? { column: best.column, why: best.why } : null;
}

function score(column: Column, title: string, values: readonly string[]): { score: number; why: string } {
  const similarity = titleSimilarity(title, column.titles);
  const evidence = valueEvidence(column, values);
  const isAlike = similarity >= ALIKE;
  // A date may be any of many: by itself it speaks for none.
  const fits = evidence !== null && evidence.share >= MOST_VALUES && (isAlike || evidence.weight >= TELLING);
  const contradicts = evidence !== null && evidence.share < FEW_VALUES && evidence.weight >= 0.3;
  const reasons = [...(isAlike ? ['列名相近'] : []), ...(fits ? [`内容像${evidence.what}`] : [])];
  const total = similarity + (fits ? evidence.weight * evidence.share : 0) - (contradicts ? CONTRADICTION : 0);
  return { score: reasons.length === 0 ? 0 : total, why: reasons.join('，') };
}
