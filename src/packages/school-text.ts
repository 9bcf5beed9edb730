import { maskFor } from '../privacy/rules.ts';
import { isSensitiveReason } from '../privacy/sensitive-reasons.ts';

const mask = maskFor('school', false);

const withheld = '（略）';
/** Said once, at the end of a text of which something was left out. */
const askTheBureau = '（略去的内容请向县教育局核实）';

/** Where a sentence can be cut: between the things that it lists. */
const cuts = /([、，,；;：:。“”（）()\n])/;

/** A text as a school may read it: numbers of persons masked, whatever speaks of illness, disability, detention or special schooling left out. */
export function schoolText(text: string): string {
  const masked = mask(text, undefined);
  if (!isSensitiveReason(masked)) return masked;
  // Over the whole again, since a word may stand across a cut.
  const kept = masked
    .split(cuts)
    .map((piece) => (isSensitiveReason(piece) ? withheld : piece))
    .join('')
    .replace(/（略）(、（略）)+/g, withheld);
  return isSensitiveReason(kept) ? askTheBureau : `${kept}${askTheBureau}`;
}

/** Another school as this one may know of it: the name of some says what is the matter with a child. */
export const otherSchool = (name: string): string => (isSensitiveReason(name) ? '另一所学校' : name);

/** 年级班级; a class whose name says what is the matter with its pupils is left out. */
export function placeText(gradeLabel: string, classLabel: string): string {
  const shown = [gradeLabel, classLabel].filter((label) => label !== '' && !isSensitiveReason(label));
  return shown.join('');
}
