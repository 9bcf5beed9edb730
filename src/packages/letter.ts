/** A letter of the bureau to a school, before it is a document. */
export interface Letter {
  readonly title: string;
  readonly author: string;
  /** ISO text with zone. */
  readonly madeAt: string;
  readonly footer: string;
  readonly parts: readonly LetterPart[];
}

export type LetterPart =
  | { readonly kind: 'title' | 'number' | 'addressee' | 'text' | 'heading' | 'signature' | 'cut'; readonly text: string }
  | { readonly kind: 'table'; readonly table: LetterTable }
  /** To be filled in by hand. */
  | { readonly kind: 'form'; readonly rows: readonly FormRow[] };

export interface LetterTable {
  readonly columns: readonly { readonly title: string /** Of the whole width. */; readonly percent: number; readonly centred?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export interface FormRow {
  readonly label: string;
  readonly text: string;
}

/** What the letters of all kinds are made from: the rows of the package's queries, as texts. */
export interface LetterFacts {
  readonly countyName: string;
  readonly schoolCode: string;
  readonly schoolName: string;
  readonly noticeNumber: string;
  readonly runId: string;
  readonly pipelineTitle: string;
  readonly asOf: string;
  readonly issuedOn: string;
  readonly madeAt: string;
  /** Of the newest roster; null: none ever came. */
  readonly dataDate: string | null;
  readonly kind: 'findings' | 'clean' | 'unsent' | 'held' | 'unchecked';
  readonly submission: string;
  readonly items: number;
  readonly newItems: number;
  readonly reopenedItems: number;
  readonly overdueItems: number;
  readonly answerBy: string | null;
  readonly checksRun: number;
  readonly contact: string;
  readonly telephone: string;
  readonly logHead: string;
  readonly severities: readonly SeverityCount[];
  readonly problems: readonly ProblemCount[];
  readonly unchecked: readonly Unchecked[];
}

export interface SeverityCount {
  readonly severity: string;
  readonly items: number;
  readonly overdue: number;
  readonly due: string;
}

export interface ProblemCount {
  readonly problem: string;
  readonly severity: string;
  readonly items: number;
  readonly due: string;
}

export interface Unchecked {
  readonly reason: string;
  readonly checks: string;
  readonly count: number;
}

/** 2026年11月16日 */
export function chineseDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

const head = (facts: LetterFacts, title: string): LetterPart[] => [
  { kind: 'title', text: `${facts.countyName}教育局` },
  { kind: 'title', text: title },
  { kind: 'number', text: facts.noticeNumber },
  { kind: 'addressee', text: `${schoolTitle(facts)}：` },
];

/** The name of a school whose name another has too comes with its code already. */
const schoolTitle = ({ schoolName, schoolCode }: LetterFacts): string =>
  schoolName.includes(schoolCode) ? schoolName : `${schoolName}（学校标识码 ${schoolCode}）`;

/** Whom to ask, who signs, and when. */
export function foot({ contact, telephone, countyName, issuedOn }: LetterFacts): LetterPart[] {
  const whom = [contact === '' ? '' : `联系人：${contact}`, telephone === '' ? '' : `电话：${telephone}`].filter((text) => text !== '');
  return [
    ...(whom.length === 0 ? [] : [{ kind: 'text', text: whom.join('　　') } as const]),
    { kind: 'signature', text: `${countyName}教育局（盖章）` },
    { kind: 'signature', text: chineseDate(issuedOn) },
  ];
}

export const letterOf = (facts: LetterFacts, title: string, parts: readonly LetterPart[]): Letter => ({
  title: `${title}（${facts.schoolName}）`,
  author: `${facts.countyName}教育局`,
  madeAt: facts.madeAt,
  footer: `${facts.noticeNumber}　检查编号 ${facts.runId}　号码已脱敏　日志 ${facts.logHead}`,
  parts: [...head(facts, title), ...parts],
});

/** The roster on which the letter rests. */
export const rosterText = ({ dataDate }: LetterFacts): string => (dataDate === null ? '' : `（学籍数据截取日 ${chineseDate(dataDate)}）`);

/** What was not looked at is no sign that nothing is wrong. */
export function uncheckedParts({ unchecked }: LetterFacts, lead: (count: number) => string): LetterPart[] {
  if (unchecked.length === 0) return [];
  const count = unchecked.reduce((sum, part) => sum + part.count, 0);
  return [
    { kind: 'text', text: lead(count) },
    {
      kind: 'table',
      table: {
        columns: [
          { title: '没有运行的检查', percent: 55 },
          { title: '原因', percent: 45 },
        ],
        rows: unchecked.map(({ checks, reason }) => [checks, reason]),
      },
    },
  ];
}

const signed = '填表人：　　　　　　校长：　　　　　　（学校盖章）　　　年　　月　　日';

/** The slip to be torn off and sent back. */
export const slip = (facts: LetterFacts, rows: readonly FormRow[]): LetterPart[] => [
  { kind: 'cut', text: `回　　执（${facts.noticeNumber}，请于收到当日盖章报回）` },
  {
    kind: 'form',
    rows: [{ label: '学校', text: schoolTitle(facts) }, ...rows, { label: '签字盖章', text: signed }],
  },
];
