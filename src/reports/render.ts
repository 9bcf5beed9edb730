import { join } from 'node:path';
import { Failure } from '../failure.ts';
import type { Presentation } from './cell-value.ts';
import type { Column, PageSheet, Report, TableSheet } from './declaration.ts';
import { readQuery, readReport, reportFolder } from './folder.ts';
import { maskFor } from './mask.ts';
import { buildPageSheet } from './page-sheet.ts';
import type { ReportContext, Row, Rows } from './rows.ts';
import { saveFile } from './save.ts';
import type { Sheet } from './sheet.ts';
import { SheetNames } from './sheet-names.ts';
import { sheetParts } from './sheet-parts.ts';
import { buildTableSheet } from './table-sheet.ts';
import { fillTemplate } from './template.ts';
import type { SheetTexts } from './title-rows.ts';
import { writeWorkbook } from './workbook.ts';

export interface RenderOptions {
  /** True only for an authorised county copy. */
  readonly unmasked: boolean;
  /** Where the reports are, when not those that come with the product. */
  readonly reportsFolder?: string;
}

export interface RenderedReport {
  /** Where the workbook is: another name than asked for when that file was open. */
  readonly file: string;
  /** The sheets in their order, and how many rows of data each has. */
  readonly sheets: readonly { readonly name: string; readonly rows: number }[];
}

/**
 * Renders one report into an .xlsx file, which appears whole or not at all.
 *
 * @param name a folder of the reports folder.
 * @throws Failure when the report does not exist, its declaration or a query is wrong, or the file cannot be written.
 */
export async function renderReport(name: string, source: Rows, outFile: string, options: RenderOptions): Promise<RenderedReport> {
  const reportDir = reportFolder(name, options.reportsFolder);
  const report = readReport(reportDir);
  const built = await new Renderer(report, { reportDir, source, unmasked: options.unmasked }).render();
  const bytes = await writeWorkbook(built.workbook);
  return { file: await saveFile(bytes, outFile), sheets: built.sheets.map(({ sheet, rows }) => ({ name: sheet.name, rows })) };
}

interface BuiltSheet {
  readonly sheet: Sheet;
  readonly rows: number;
}

class Renderer {
  readonly #report: Report;
  readonly #context: ReportContext;
  readonly #presentation: Presentation;
  readonly #names = new SheetNames();

  constructor(report: Report, context: ReportContext) {
    this.#report = report;
    this.#context = context;
    this.#presentation = { codes: report.codes, mask: maskFor(context.unmasked) };
  }

  async render() {
    const facts = await this.#facts();
    const sheets: BuiltSheet[] = [];
    for (const declared of this.#report.sheets) {
      const built = declared.layout === 'table' ? await this.#tables(declared, facts) : [await this.#page(declared, facts)];
      sheets.push(...built);
    }
    const madeAt = facts.made_at;
    const workbook = {
      title: fillTemplate(this.#report.title, facts, this.#place('title')),
      author: fillTemplate(this.#report.author, facts, this.#place('author')),
      ...(typeof madeAt === 'string' && { madeAt }),
      sheets: sheets.map(({ sheet }) => sheet),
    };
    return { workbook, sheets };
  }

  async #facts(): Promise<Row> {
    const { facts: query } = this.#report;
    const rows = await this.#rows(query);
    if (rows.length !== 1) throw new Failure(`${join(this.#context.reportDir, query)} 应得到恰好一行，得到了 ${rows.length} 行。`);
    return { ...rows[0], masking: this.#context.unmasked ? '县级授权版（号码未脱敏，严禁外传）' : '号码已脱敏' };
  }

  async #tables(declared: TableSheet, facts: Row): Promise<BuiltSheet[]> {
    const rows = await this.#rows(declared.query);
    this.#demandColumns(declared.query, rows, [...keysOf(declared.columns), declared.for_each, declared.group_by, ...declared.anchors]);
    return sheetParts(rows, declared.for_each).map(({ value, firstNumber, rows: part }) => {
      const sheetFacts = declared.for_each === undefined ? facts : { ...facts, [declared.for_each]: value };
      const texts = this.#texts(declared, sheetFacts);
      return { sheet: buildTableSheet(declared, part, texts, this.#presentation, firstNumber), rows: part.length };
    });
  }

  async #page(declared: PageSheet, facts: Row): Promise<BuiltSheet> {
    const blocks = [];
    for (const block of declared.blocks) {
      const rows = block.kind === 'charts' ? [] : await this.#rows(block.query);
      if (block.kind === 'lines') this.#demandColumns(block.query, rows, [block.text]);
      if (block.kind === 'table') this.#demandColumns(block.query, rows, [...keysOf(block.columns), block.strong]);
      const heading =
        block.heading === undefined ? {} : { heading: fillTemplate(block.heading, facts, this.#place(`工作表“${declared.name}”`)) };
      blocks.push({ block: { ...block, ...heading }, rows });
    }
    const sheet = buildPageSheet(declared, blocks, this.#texts(declared, facts), this.#presentation);
    return { sheet, rows: blocks.reduce((sum, { rows }) => sum + rows.length, 0) };
  }

  #texts(declared: TableSheet | PageSheet, facts: Row): SheetTexts {
    const fill = (template: string) => fillTemplate(template, facts, this.#place(`工作表“${declared.name}”`));
    return {
      name: this.#names.take(fill(declared.name)),
      title: fill(declared.title),
      lines: declared.lines.map(fill),
      footer: { left: fill(this.#report.footer.left), right: fill(this.#report.footer.right) },
      ...(this.#report.home !== undefined && { home: this.#report.home }),
    };
  }

  async #rows(query: string): Promise<Row[]> {
    const { reportDir, source } = this.#context;
    const sql = readQuery(reportDir, query);
    try {
      return await source.rows(sql);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure(`报表查询 ${join(reportDir, query)} 运行不了：${reason}`, undefined, { cause: error });
    }
  }

  /** A misspelt key would be an empty column that nobody notices. */
  #demandColumns(query: string, rows: readonly Row[], keys: readonly (string | undefined)[]): void {
    const first = rows[0];
    if (!first) return;
    const missing = keys.filter((key) => key !== undefined && key !== '#' && !(key in first));
    if (missing.length === 0) return;
    const { reportDir } = this.#context;
    throw new Failure(`${join(reportDir, query)} 没有给出列 ${missing.join('、')}，它给出的有 ${Object.keys(first).join('、')}。`);
  }

  #place(part: string): string {
    return `${join(this.#context.reportDir, 'report.yaml')} ${part}`;
  }
}

function keysOf(columns: readonly Pick<Column, 'key' | 'link' | 'link_to'>[]): string[] {
  return columns.flatMap(({ key, link, link_to }) => [key, link, link_to]).filter((key) => key !== undefined);
}
