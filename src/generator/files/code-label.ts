import { codeListOf } from '../../datasets/codes.ts';

/** The printed name of a code; empty for an empty code. @throws when the list does not have it. */
export function codeLabel(list: string, code: string): string {
  if (code === '') return '';
  const item = codeListOf(list).items.find((candidate) => candidate.code === code);
  if (!item) throw new Error(`${list} has no code ${code}`);
  return item.label;
}
