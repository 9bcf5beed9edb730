import { absenceStatus } from '../../../datasets/codes/attendance.ts';

/** What marks mean: the legend of the sheet first, then the code list. Legend: mark → the meaning as written. */
export type Legend = ReadonlyMap<string, string>;

export interface DayMark {
  /** 上午, 下午, or null for the whole day. */
  readonly part: '上午' | '下午' | null;
  /** For the status column: what the legend says, else the mark as it stands in the cell. */
  readonly status: string;
}

const known = new Set(absenceStatus.items.flatMap(({ code, label, synonyms }) => [code, label, ...synonyms].map(keyOf)));

/** A mark that no letter or Chinese word is, such as √ × ○ △. */
const SYMBOL = '[√✓✔×✗✘╳xX○◯〇●△▲▽▼□■☆★◎⊙+\\-—/\\\\∨∧※#@*]';
const SEPARATED = /^([^/、,;|\s]+)[/、,;|\s]+([^/、,;|\s]+)$/;
/** Words side by side may be one word (病退); symbols are not. */
const TWO_SYMBOLS = new RegExp(`^(${SYMBOL})(${SYMBOL})$`);
const LEGEND_START = /^(?:注|备注|图例|说明|符号|符号说明|考勤符号|考勤标记|标记|记号|标识)+[:：]?/;
const SYMBOL_FIRST = new RegExp(`(${SYMBOL})(?:表示|代表|为|是|指)?[:：=—-]?([\\p{Script=Han}]+)`, 'gu');
const LABEL_FIRST = new RegExp(`([\\p{Script=Han}]+?)(?:请?用|以|为|记|打|画|表示为)?[:：=“"'(（]*(${SYMBOL})`, 'gu');

/** Whether a mark is one that the legend or the code list explains. */
export const isKnownMark = (mark: string, legend: Legend): boolean => legend.has(keyOf(mark)) || known.has(keyOf(mark));

/**
 * What a cell of a wide month says: one mark, or one for each half of the day (√/×, 上√下×). What is not understood stays one mark, as
 * written, so that it is listed among the values that nobody knows.
 */
export function marksOf(cell: string, legend: Legend): DayMark[] {
  const text = cell.normalize('NFKC').trim();
  if (text === '') return [];
  if (isKnownMark(text, legend)) return [{ part: null, status: meaning(cell.trim(), legend) }];
  const halves = /^上午?[:：]?(.+?)[/、,，;；\s]*下午?[:：]?(.+)$/.exec(text);
  if (halves) return pair(halves[1] ?? '', halves[2] ?? '', legend) ?? asWritten(cell);
  const half = /^([上下])午?[:：]?(.+)$/.exec(text);
  if (half && isKnownMark(half[2] ?? '', legend))
    return [{ part: half[1] === '上' ? '上午' : '下午', status: meaning(half[2] ?? '', legend) }];
  const separated = SEPARATED.exec(text);
  const symbols = TWO_SYMBOLS.exec(text);
  const found = separated ?? symbols;
  return (found && pair(found[1] ?? '', found[2] ?? '', legend)) ?? asWritten(cell);
}

/** Reads a legend (√出勤 ×旷课 ○事假; 出勤√、旷课×). @returns mark → meaning; empty where the text holds no two marks with a meaning */
export function legendIn(text: string): Legend {
  const plain = text
    .normalize('NFKC')
    .replace(/[“”"'‘’]/g, '')
    .trim()
    .replace(LEGEND_START, '')
    .trimStart();
  const isSymbolFirst = new RegExp(`^[(（]?${SYMBOL}`).test(plain);
  // A blank between a mark and its meaning says nothing; any other one ends a meaning (√出勤 ×旷课 事=事假).
  const joined = plain
    .replace(/\s*([:=])\s*/g, '$1')
    .replace(isSymbolFirst ? new RegExp(`(${SYMBOL})\\s+`, 'g') : new RegExp(`\\s+(${SYMBOL})`, 'g'), '$1');
  const pairs = [...joined.matchAll(isSymbolFirst ? SYMBOL_FIRST : LABEL_FIRST)].map(([, one = '', other = '']) =>
    isSymbolFirst ? ([one, other] as const) : ([other, one] as const),
  );
  const legend = new Map<string, string>();
  for (const [mark, label] of pairs) if (!legend.has(keyOf(mark))) legend.set(keyOf(mark), label);
  const understood = [...legend.values()].filter((label) => known.has(keyOf(label))).length;
  return legend.size >= 2 && understood >= 1 ? legend : new Map();
}

function pair(first: string, second: string, legend: Legend): DayMark[] | null {
  if (!isKnownMark(first, legend) || !isKnownMark(second, legend)) return null;
  return [
    { part: '上午', status: meaning(first, legend) },
    { part: '下午', status: meaning(second, legend) },
  ];
}

const asWritten = (cell: string): DayMark[] => [{ part: null, status: cell.trim() }];
const meaning = (mark: string, legend: Legend): string => legend.get(keyOf(mark)) ?? mark;

function keyOf(mark: string): string {
  return mark.normalize('NFKC').replace(/\s/g, '').toLowerCase();
}
