/** Keys of the rows that each check found. */
export type FoundRows = Readonly<Record<string, readonly string[]>>;

const shown = 5;

/** @throws when two sides did not find the same rows, with what only one of them found */
export function assertSameRows(own: FoundRows, other: FoundRows): void {
  const differences = Object.keys({ ...own, ...other }).flatMap((check) => {
    const missed = without(other[check] ?? [], own[check] ?? []);
    const added = without(own[check] ?? [], other[check] ?? []);
    if (missed.length === 0 && added.length === 0) return [];
    return [`${check}: only here ${added.length} (${sample(added)}), only there ${missed.length} (${sample(missed)})`];
  });
  if (differences.length > 0) throw new Error(`not the same rows\n${differences.join('\n')}`);
}

/** What is left of `rows` when each of `others` takes one away. */
function without(rows: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const row of others) counts.set(row, (counts.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = counts.get(row) ?? 0;
    counts.set(row, count - 1);
    return count <= 0;
  });
}

const sample = (rows: readonly string[]): string => rows.slice(0, shown).join(', ') || 'none';
