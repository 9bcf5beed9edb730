/** Rows listed by number in one text; a longer one would not fit a row of a sheet. */
const mostRanges = 30;

/** 第5、8、13–20行. `rows`: how many there are, where only the first are listed. '' for none. */
export function rowText(rowNumbers: readonly number[], rows: number): string {
  const [first, ...more] = rowTexts(rowNumbers, rows);
  if (first === undefined) return '';
  return more.length === 0 ? first : `${first}等共${rows}行`;
}

/** The same in as many texts as it takes, none of them too long for a row of a sheet. */
export function rowTexts(rowNumbers: readonly number[], rows: number): string[] {
  const numbers = [...new Set(rowNumbers)].sort((a, b) => a - b);
  const ranges = rangesOf(numbers);
  const texts = Array.from({ length: Math.ceil(ranges.length / mostRanges) }, (_, index) => {
    const part = ranges.slice(index * mostRanges, (index + 1) * mostRanges);
    return `第${part.join('、')}行`;
  });
  const last = texts.at(-1);
  // A row may hold several records, so more records than rows is not yet a list that was cut.
  if (last === undefined || numbers.length < listedRows || rows <= numbers.length) return texts;
  return [...texts.slice(0, -1), `${last}等共${rows}行`];
}

/** Up to so many rows an import keeps by number. */
const listedRows = 200;

function rangesOf(numbers: readonly number[]): string[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.flatMap(([from, to]) => {
    if (from === to) return [String(from)];
    return to === from + 1 ? [String(from), String(to)] : [`${from}–${to}`];
  });
}
