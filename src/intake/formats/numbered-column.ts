/** From 15 digits on a number is no measure but an identity number, and a spreadsheet would have cut it. */
const SHORTEST_NUMBER = 15;

export const isLongNumber = (digits: string): boolean => digits.length >= SHORTEST_NUMBER && /^\d+$/.test(digits);

/** @param columns titles of columns of a number type that hold such numbers */
export function longNumbersNote(columns: readonly string[]): string[] {
  if (columns.length === 0) return [];
  const names = columns.map((name) => `“${name}”`).join('、');
  return [
    `列${names}以数值存放，里面有${SHORTEST_NUMBER}位以上的号码，按数值存的号码不参加查重和比对；请导出方把这些列改存为文本后重新放入`,
  ];
}
