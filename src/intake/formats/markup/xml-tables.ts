import type { CanonicalSheet } from '../../canonical/sheet.ts';
import type { CellContent } from '../spanning-rows.ts';
import { AttributeMemory } from './attributes.ts';
import { decodeEntities } from './entities.ts';
import type { MarkupEvents } from './scanner.ts';
import { type SheetCell, TableSheet } from './table-sheet.ts';

/** A worksheet whose end has not come yet. */
interface OpenSheet {
  readonly name: string;
  readonly sheet: TableSheet;
  isHidden: boolean;
  hasFilter: boolean;
  row: { readonly cells: SheetCell[]; readonly isHidden: boolean; readonly span: number } | null;
  rows: number;
  cell: {
    content: CellContent | null;
    readonly isFormula: boolean;
    readonly columns: number;
    readonly rows: number;
    readonly column?: number;
  } | null;
  isComment: boolean;
  data: { readonly type: string; text: string } | null;
}

const LAST_ROW = 1_048_576;
const PLAIN_NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})/;
/** The day of times without a day. */
const NO_DAY = '1899-12-31';

/** The worksheets of the xml that Excel 2003 writes (urn:schemas-microsoft-com:office:spreadsheet), whatever the prefix of its names. */
export class XmlTables implements MarkupEvents {
  readonly #target: (index: number) => string;
  readonly #attributes = new AttributeMemory(localAttributes);
  readonly #done: CanonicalSheet[] = [];
  #open: OpenSheet | null = null;
  #silentText = '';
  #isComplete = false;

  constructor(target: (index: number) => string) {
    this.#target = target;
  }

  open(fullName: string, source: string, isEmpty: boolean): void {
    const name = local(fullName);
    const open = this.#open;
    if (name === 'worksheet') this.#openSheet(this.#attributes.of(source));
    else if (open) this.#openInside(open, name, source);
    this.#silentText = '';
    if (isEmpty) this.close(fullName);
  }

  close(fullName: string): void {
    const open = this.#open;
    const name = local(fullName);
    if (name === 'workbook') this.#isComplete = open === null;
    if (!open) return;
    if (name === 'data') endData(open);
    else if (name === 'comment') open.isComment = false;
    else if (name === 'cell') endCell(open);
    else if (name === 'row') endRow(open);
    else if (name === 'visible') open.isHidden = this.#silentText.trim() !== 'SheetVisible';
    else if (name === 'worksheet') this.#endSheet(open);
  }

  text(text: string): void {
    if (this.#open?.data) this.#open.data.text += text;
    else this.#silentText += text;
  }

  cdata(text: string): void {
    this.text(text.replaceAll('&', '&amp;'));
  }

  comment(): void {}

  cutOff(): void {
    this.#isComplete = false;
  }

  /** The sheets, once the file has been read to its end; null when that is not the workbook's. */
  finish(): CanonicalSheet[] | null {
    return this.#isComplete ? this.#done : null;
  }

  abandon(): void {
    this.#open?.sheet.abandon();
  }

  #openSheet(attributes: ReadonlyMap<string, string>): void {
    this.#open?.sheet.abandon();
    this.#open = {
      name: decodeEntities(attributes.get('name') ?? ''),
      sheet: new TableSheet(this.#target(this.#done.length)),
      isHidden: false,
      hasFilter: false,
      row: null,
      rows: 0,
      cell: null,
      isComment: false,
      data: null,
    };
  }

  #openInside(open: OpenSheet, name: string, source: string): void {
    if (name === 'row') openRow(open, this.#attributes.of(source));
    else if (name === 'cell' && open.row) openCell(open, this.#attributes.of(source));
    else if (name === 'comment') open.isComment = true;
    else if (name === 'autofilter') open.hasFilter = true;
    else if (name === 'data' && open.cell && !open.isComment)
      open.data = { type: (this.#attributes.of(source).get('type') ?? 'String').toLowerCase(), text: '' };
  }

  #endSheet({ name, sheet, isHidden, hasFilter }: OpenSheet): void {
    this.#open = null;
    const notes = hasFilter ? [`工作表“${name}”设有筛选，筛掉不显示的行也已读入`] : [];
    const finished = sheet.finish(name, isHidden);
    this.#done.push({ ...finished, notes: [...finished.notes, ...notes] });
  }
}

function openRow(open: OpenSheet, attributes: ReadonlyMap<string, string>): void {
  const index = Math.min(Number(attributes.get('index') ?? open.rows + 1), LAST_ROW);
  if (index > open.rows + 1) {
    open.sheet.skip(index - open.rows - 1);
    open.rows = index - 1;
  }
  open.row = { cells: [], isHidden: attributes.get('hidden') === '1', span: Number(attributes.get('span') ?? 0) };
}

function openCell(open: OpenSheet, attributes: ReadonlyMap<string, string>): void {
  const index = attributes.get('index');
  open.cell = {
    content: null,
    isFormula: attributes.has('formula'),
    columns: 1 + Number(attributes.get('mergeacross') ?? 0),
    rows: 1 + Number(attributes.get('mergedown') ?? 0),
    ...(index !== undefined && { column: Number(index) - 1 }),
  };
}

function endData(open: OpenSheet): void {
  if (!open.data || !open.cell) return;
  open.cell.content = contentOf(open.data.type, decodeEntities(open.data.text));
  open.data = null;
}

function endCell(open: OpenSheet): void {
  if (!open.cell) return;
  if (open.cell.isFormula && !open.cell.content) open.sheet.leaveUncalculated();
  open.row?.cells.push(open.cell);
  open.cell = null;
}

function endRow(open: OpenSheet): void {
  if (!open.row) return;
  open.sheet.row(open.row.cells, open.row.isHidden);
  const span = Math.min(open.row.span, LAST_ROW - open.rows);
  open.sheet.skip(span);
  open.rows += 1 + span;
  open.row = null;
}

function contentOf(type: string, text: string): CellContent | null {
  if (text === '') return null;
  if (type === 'number') return numberContent(text.trim());
  if (type === 'boolean') return { text: text.trim() === '1' ? 'TRUE' : 'FALSE', isNumber: false };
  const time = type === 'datetime' ? ISO_TIME.exec(text.trim()) : null;
  return { text: time ? shownTime(time[1]!, time[2]!) : text, isNumber: false };
}

/** Plain digits stay as they are written: all eighteen of them may be there. */
function numberContent(text: string): CellContent {
  if (PLAIN_NUMBER.test(text)) return { text, isNumber: true };
  const value = Number(text);
  return Number.isFinite(value) ? { text: String(value), isNumber: true } : { text, isNumber: false };
}

function shownTime(day: string, time: string): string {
  if (day === NO_DAY) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The attributes of a tag without the prefixes of their names. */
const localAttributes = (attributes: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...attributes].map(([name, value]) => [local(name), value]));
