const CANDIDATES = [',', '\t', ';', '|'] as const;
const LINES = 20;
/** A first line by which a file tells Excel its delimiter. */
const STATED = /^sep=([^\r\n"])(?:[\r\n]|$)/i;

/**
 * The delimiter of csv text: the one that it states, else the one whose count per line agrees best over the first lines.
 * Commas inside an address do not repeat from line to line, delimiters do.
 */
export function sniffDelimiter(sample: string): number {
  const stated = STATED.exec(sample)?.[1]?.charCodeAt(0);
  if (stated !== undefined && stated < 0x80) return stated;
  let best = { delimiter: ',', weight: 0 };
  const lines = firstLines(sample);
  for (const delimiter of CANDIDATES) {
    const frequency = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(delimiter).length - 1;
      if (count > 0) frequency.set(count, (frequency.get(count) ?? 0) + 1);
    }
    for (const [count, times] of frequency) {
      if (count * times > best.weight) best = { delimiter, weight: count * times };
    }
  }
  return best.delimiter.charCodeAt(0);
}

/** Lines without what stands in quotes. */
function firstLines(sample: string): string[] {
  return sample
    .replace(/"[^"]*"/g, '')
    .split(/\r\n|\r|\n/)
    .slice(0, LINES);
}
