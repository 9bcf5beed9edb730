import type { Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';
import { comparableNumber } from './paper.ts';
import { nameKey } from './person-name.ts';

/** How the two differ if they are one slip of the hand apart; null when they are equal or further apart. */
function slipBetween(one: string, other: string): string | null {
  if (one.length < other.length) return slipBetween(other, one);
  const firstUnlike = [...one].findIndex((character, at) => character !== other[at]);
  if (firstUnlike === -1 || one.length - other.length > 1) return null;
  const rest = one.slice(firstUnlike + 1);
  if (one.length > other.length) return rest === other.slice(firstUnlike) ? '多或少一位' : null;
  if (rest === other.slice(firstUnlike + 1)) return `第${firstUnlike + 1}位不同`;
  const isSwap = one[firstUnlike] === other[firstUnlike + 1] && one[firstUnlike + 1] === other[firstUnlike];
  return isSwap && one.slice(firstUnlike + 2) === other.slice(firstUnlike + 2) ? '相邻两位互换' : null;
}

/** 近似证件号: active records of one name whose numbers are one slip apart. */
export function dupNearId(inspection: Inspection): readonly ExpectedFinding[] {
  const named = groupBy(
    inspection.active.filter((pupil) => comparableNumber(pupil) !== null),
    (pupil) => nameKey(pupil.name),
  );
  return [...named.values()].flatMap((records) => {
    if (records.length < 2) return [];
    const slip = (one: Pupil, other: Pupil): string | null => slipBetween(comparableNumber(one) ?? '', comparableNumber(other) ?? '');
    return records.flatMap((record) => {
      const neighbours = records.filter((other) => slip(record, other) !== null);
      const [first] = neighbours;
      if (!first) return [];
      // Which of several neighbours comes first is nobody's business.
      const difference = neighbours.length === 1 ? { difference: slip(record, first) } : {};
      return aboutPupil(record, inspection.classOf(record), {
        check: 'dup-near-id',
        severity: 'blue',
        evidence: {
          near_records: neighbours.length,
          near_schools: new Set(neighbours.map(({ schoolCode }) => schoolCode)).size,
          ...difference,
        },
      });
    });
  });
}
