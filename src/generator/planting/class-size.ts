import type { ClassPlan, Layout } from '../layout.ts';
import type { Random } from '../random.ts';
import { hasSystemColumns, type School, type Stage, stageStart } from '../school.ts';
import type { Outcome } from './planted-case.ts';

/** A class whose size is chosen on purpose. */
export interface SizeCase {
  readonly name: string;
  readonly stage: Stage;
  /** Attending pupils. */
  readonly size: number;
  /** 小学复式班 12, 小学智力残疾班 17; null: an ordinary class. */
  readonly type?: '12' | '17';
  readonly ownLimit?: number;
  /** Pupils on suspension, beside the attending ones. */
  readonly suspended?: number;
  /** Attending pupils whose status cell is empty. */
  readonly blankStatus?: number;
  /** Day on which the newest record of the class was created; `earlier`: in earlier years. */
  readonly newestRecord?: 'earlier' | 'day-before-term' | 'term-start' | 'as-of';
  readonly place?: 'placeholder' | 'teaching-point' | 'five-four-grade-6';
  /** Under the Heilongjiang rules: more than 45 in primary, more than 50 in junior classes. */
  readonly overStandard: Outcome;
  /** Under the Lingyuan rules: 55 or more; not said where it depends on when the records were made. */
  readonly registerBlock?: Outcome;
  /** By the national yardstick: 56 to 65, and 66 or more; clear when not said. */
  readonly large?: Outcome;
  readonly superLarge?: Outcome;
}

const CASES: readonly SizeCase[] = [
  { name: '小学45人', stage: 'primary', size: 45, overStandard: 'clear', registerBlock: 'clear' },
  { name: '小学46人', stage: 'primary', size: 46, overStandard: 'found', registerBlock: 'clear' },
  { name: '初中50人', stage: 'junior', size: 50, overStandard: 'clear', registerBlock: 'clear' },
  { name: '初中51人', stage: 'junior', size: 51, overStandard: 'found', registerBlock: 'clear' },
  { name: '55人，开学日有新注册', stage: 'primary', size: 55, newestRecord: 'term-start', overStandard: 'found', registerBlock: 'found' },
  { name: '55人，存量', stage: 'primary', size: 55, newestRecord: 'earlier', overStandard: 'found', registerBlock: 'found' },
  { name: '54人，检查日有新注册', stage: 'primary', size: 54, newestRecord: 'as-of', overStandard: 'found', registerBlock: 'clear' },
  {
    name: '55人，开学前一日注册',
    stage: 'primary',
    size: 55,
    newestRecord: 'day-before-term',
    overStandard: 'found',
    registerBlock: 'found',
  },
  { name: '初中55人，检查日有新注册', stage: 'junior', size: 55, newestRecord: 'as-of', overStandard: 'found', registerBlock: 'found' },
  { name: '45人在读另有1人休学', stage: 'primary', size: 45, suspended: 1, overStandard: 'clear', registerBlock: 'clear' },
  { name: '46人，3人状态空白', stage: 'primary', size: 46, blankStatus: 3, overStandard: 'found', registerBlock: 'clear' },
  { name: '自定40人，实有41人', stage: 'primary', size: 41, ownLimit: 40, overStandard: 'found', registerBlock: 'clear' },
  { name: '自定40人，实有40人', stage: 'primary', size: 40, ownLimit: 40, overStandard: 'clear', registerBlock: 'clear' },
  { name: '自定60人不能放宽', stage: 'primary', size: 46, ownLimit: 60, overStandard: 'found', registerBlock: 'clear' },
  { name: '复式班47人', stage: 'primary', size: 47, type: '12', overStandard: 'excused', registerBlock: 'clear' },
  { name: '特教班46人', stage: 'primary', size: 46, type: '17', overStandard: 'excused', registerBlock: 'clear' },
  { name: '待分班46人', stage: 'primary', size: 46, place: 'placeholder', overStandard: 'clear', registerBlock: 'clear' },
  { name: '教学点6人超自定5人', stage: 'primary', size: 6, place: 'teaching-point', overStandard: 'excused', registerBlock: 'clear' },
  { name: '56人', stage: 'primary', size: 56, overStandard: 'found', large: 'found' },
  { name: '65人', stage: 'junior', size: 65, overStandard: 'found', large: 'found' },
  { name: '66人', stage: 'primary', size: 66, overStandard: 'found', superLarge: 'found' },
  {
    name: '65人在读另有1人休学',
    stage: 'primary',
    size: 65,
    suspended: 1,
    overStandard: 'found',
    large: 'found',
  },
  { name: '复式班66人', stage: 'primary', size: 66, type: '12', overStandard: 'excused', superLarge: 'excused' },
  { name: '56人，1人状态空白', stage: 'primary', size: 56, blankStatus: 1, overStandard: 'found', large: 'found' },
  { name: '五四制六年级按初中', stage: 'junior', size: 48, place: 'five-four-grade-6', overStandard: 'clear', registerBlock: 'clear' },
];

/** The first five stand for the limits themselves; only they are repeated in a larger county. */
const LIMIT_CASES = 5;

/** A small county keeps most of its classes ordinary. */
const LARGEST_SHARE = 0.5;

export interface SizedLayout extends Layout {
  /** By class. */
  readonly cases: ReadonlyMap<string, SizeCase>;
}

function suits(sizeCase: SizeCase, plan: ClassPlan, school: School): boolean {
  if (plan.stage !== sizeCase.stage) return false;
  if (sizeCase.place === 'teaching-point') return school.kind === 'teaching_point' && school.classSizeLimit !== null;
  if (school.kind === 'teaching_point' || plan.size < 20) return false;
  if (sizeCase.place === 'five-four-grade-6') return school.system === '54' && plan.gradeNo === 6;
  if (sizeCase.newestRecord && (school.form !== 'county-export' || plan.gradeNo === stageStart(school, plan.stage))) return false;
  if ((sizeCase.suspended || sizeCase.blankStatus) && !hasSystemColumns(school.form)) return false;
  return true;
}

const resized = (plan: ClassPlan, sizeCase: SizeCase): ClassPlan => ({
  ...plan,
  size: sizeCase.size,
  type: sizeCase.type ?? plan.type,
  sizeLimit: sizeCase.ownLimit ?? plan.sizeLimit,
});

const placeholderBeside = (plan: ClassPlan, sizeCase: SizeCase): ClassPlan => ({
  ...plan,
  key: `${plan.schoolCode}-${plan.gradeNo}-0`,
  classNo: null,
  isPlaceholder: true,
  size: sizeCase.size,
});

/** Gives some classes the sizes at and beside the limits. A case for which the county has no class left is left out. */
export function plantClassSizes(layout: Layout, repetitions: number, random: Random): SizedLayout {
  const schools = new Map(layout.schools.map((school) => [school.code, school]));
  const classes = [...layout.classes];
  const cases = new Map<string, SizeCase>();
  const repeated = Array.from({ length: repetitions - 1 }, () => CASES.slice(0, LIMIT_CASES)).flat();
  // The choosiest first, lest an easy case takes the only class that would do.
  const wanted = [...CASES, ...repeated].sort((a, b) => choosiness(b) - choosiness(a));
  for (const sizeCase of wanted) {
    if (cases.size >= classes.length * LARGEST_SHARE) break;
    const candidates = classes.flatMap((plan, index) => {
      const school = schools.get(plan.schoolCode);
      return school && !cases.has(plan.key) && suits(sizeCase, plan, school) ? [index] : [];
    });
    if (candidates.length === 0) continue;
    const index = random.pick(candidates);
    const plan = classes[index] as ClassPlan;
    const planted = sizeCase.place === 'placeholder' ? placeholderBeside(plan, sizeCase) : resized(plan, sizeCase);
    if (sizeCase.place === 'placeholder') classes.push(planted);
    else classes[index] = planted;
    cases.set(planted.key, sizeCase);
  }
  return { schools: layout.schools, classes, cases };
}

const choosiness = (sizeCase: SizeCase): number =>
  (sizeCase.place ? 3 : 0) + (sizeCase.newestRecord ? 2 : 0) + (sizeCase.suspended || sizeCase.blankStatus ? 1 : 0);
