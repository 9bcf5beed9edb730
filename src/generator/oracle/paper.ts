import type { Pupil } from '../pupil.ts';
import { faultOf, isDigits, isMasked, isPlaceholder, normalisedId } from './id-number.ts';

/** The pupil's own document as the sheet has it. */
interface Paper {
  readonly id: string;
  readonly isMissing: boolean;
  /** A resident ID; an empty type counts when the number is one of 15 to 19 digits, the last of which may be X. */
  readonly isResident: boolean;
  /** 2.3E+17, or three zeros at the end that do not check out. */
  readonly isVisiblyBroken: boolean;
  /** What is wrong with 18 characters to which the standard applies: resident IDs and the residence permits of 港澳台. */
  readonly fault: ReturnType<typeof faultOf>;
  readonly isCheckable: boolean;
  readonly isComparable: boolean;
}

function read({ idNumber, idType, idStorage }: Pupil): Paper {
  const id = normalisedId(idNumber);
  const isMissing = isPlaceholder(id);
  const body = id.endsWith('X') ? id.slice(0, -1) : id;
  const isResident = idType === '1' || (idType === '' && id.length >= 15 && id.length <= 19 && isDigits(body));
  const isStandard = !isMissing && (isResident || idType === 'H') && id.length === 18 && !isMasked(id);
  const fault = isStandard ? faultOf(id) : null;
  const isFloat = id.includes('E+') && id.includes('.');
  const isVisiblyBroken = !isMissing && (isFloat || (fault !== null && id.endsWith('000')));
  const isComparable = !isMissing && !isMasked(id) && !isVisiblyBroken && idStorage === 'text';
  return { id, isMissing, isResident, isVisiblyBroken, fault, isCheckable: isStandard && isComparable, isComparable };
}

// The oracle asks a dozen times, and once for each regulation.
const papers = new WeakMap<Pupil, Paper>();

function paperOf(pupil: Pupil): Paper {
  const paper = papers.get(pupil) ?? read(pupil);
  papers.set(pupil, paper);
  return paper;
}

export const hasNoId = (pupil: Pupil): boolean => paperOf(pupil).isMissing;
export const isResidentId = (pupil: Pupil): boolean => paperOf(pupil).isResident;
export const isVisiblyBroken = (pupil: Pupil): boolean => paperOf(pupil).isVisiblyBroken;

/** Turned into a number somewhere on its way, or left in a numeric cell. */
export const isDamaged = (pupil: Pupil): boolean => pupil.idStorage === 'number' || paperOf(pupil).isVisiblyBroken;

/** The number alone, for comparison; null for one that is missing, masked or damaged. */
export function comparableNumber(pupil: Pupil): string | null {
  const { id, isComparable } = paperOf(pupil);
  return isComparable ? id : null;
}

/** Type and number, for comparison. */
export function comparableId(pupil: Pupil): string | null {
  const { id, isComparable, isResident } = paperOf(pupil);
  return isComparable ? `${isResident ? '1' : pupil.idType} ${id}` : null;
}

/** The resident ID, checked; null when the pupil has none that can be looked up. */
export function soundResidentId(pupil: Pupil): string | null {
  const { id, isCheckable, isResident, fault } = paperOf(pupil);
  return isCheckable && isResident && fault === null ? id : null;
}

/** Whether the standard applies to the number and finds nothing wrong. */
export function isSound(pupil: Pupil): boolean {
  const { isCheckable, fault } = paperOf(pupil);
  return isCheckable && fault === null;
}

/** What the standard finds wrong with the number; null where nothing is, or where it does not apply. */
export function faultOfPaper(pupil: Pupil): Paper['fault'] {
  const { isCheckable, fault } = paperOf(pupil);
  return isCheckable ? fault : null;
}
