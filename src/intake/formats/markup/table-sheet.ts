import type { CanonicalSheet } from '../../canonical/sheet.ts';
import { CanonicalWriter } from '../../canonical/writer.ts';
import { type CellContent, SpanningRows } from '../spanning-rows.ts';

export interface SheetCell {
  readonly content: CellContent | null;
  readonly columns: number;
  readonly rows: number;
  /** From 0, where the source says so; else the next free one. */
  readonly column?: number;
}

/** Most tables of a web page have a few rows, and there may be thousands of them. */
const BUFFER_BYTES = 256 << 10;

/** The canonical text that a table is written to, and what is to be said of it. */
export class TableSheet {
  readonly #writer: CanonicalWriter;
  readonly #rows: SpanningRows;
  #row = 0;
  #hiddenRows = 0;
  #hiddenCells = 0;
  #uncalculated = 0;
  #isCutOff = false;

  constructor(path: string) {
    this.#writer = new CanonicalWriter(path, { bufferBytes: BUFFER_BYTES });
    this.#rows = new SpanningRows(this.#writer);
  }

  /** How many columns the widest row takes, with or without content. */
  get width(): number {
    return this.#rows.width;
  }

  get hasContent(): boolean {
    return this.#rows.hasContent;
  }

  /** A row with one text, such as a title above the table. */
  line(text: string): void {
    this.row([{ content: { text, isNumber: false }, columns: 1, rows: 1 }]);
  }

  row(cells: readonly SheetCell[], isHidden = false): void {
    this.#rows.startRow(++this.#row);
    for (const { content, columns, rows, column } of cells) {
      if (column !== undefined) this.#rows.skipTo(column);
      this.#rows.cell(content, columns, rows);
    }
    this.#rows.endRow();
    if (isHidden && cells.some(({ content }) => content)) this.#hiddenRows++;
  }

  /** Rows that the source leaves out because there is nothing in them. */
  skip(rows: number): void {
    for (let count = 0; count < rows; count++) this.row([]);
  }

  /** A cell that is not shown and has no place in the row. */
  leaveOut(content: CellContent | null): void {
    if (content) this.#hiddenCells++;
  }

  /** A formula without a result. */
  leaveUncalculated(): void {
    this.#uncalculated++;
  }

  /** The source ends inside the table. */
  cutOff(): void {
    this.#isCutOff = true;
  }

  /** No cell reaches further down than here. */
  endGroup(): void {
    this.#rows.endGroup();
  }

  finish(sheet: string, hidden: boolean): CanonicalSheet {
    const { filled } = this.#rows;
    const place = sheet === '' ? '表格' : `工作表“${sheet}”`;
    return this.#writer.finish({
      sheet,
      hidden,
      date1904: false,
      notes: [
        ...(hidden ? [`${place}是隐藏的，已一并读入`] : []),
        ...(this.#hiddenRows > 0 ? [`${place}有${this.#hiddenRows}行是隐藏的，已一并读入`] : []),
        ...(this.#hiddenCells > 0 ? [`${place}有${this.#hiddenCells}个格子在网页里不显示，未读入`] : []),
        ...(this.#isCutOff ? [`${place}没有结束标记，文件可能没有导完；请核对最后几行，不全的请重新导出`] : []),
        ...(this.#uncalculated > 0
          ? [`${place}有${this.#uncalculated}个公式单元格没有计算结果，按空白处理；请用WPS或Excel打开该文件并保存后重新放入`]
          : []),
        ...(filled > 0 ? [`${place}有${filled}处合并单元格，合并范围内的空格已按首格的内容填写`] : []),
      ],
    });
  }

  abandon(): void {
    this.#writer.abandon();
  }
}
