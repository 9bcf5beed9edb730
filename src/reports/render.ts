import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { type Audience, isAuthorised, maskFor } from '../privacy/rules.ts';
import type { Presentation } from './cell-value.ts';
import type { Column, PageSheet, Report, TableSheet } from './declaration.ts';
import { readQuery, readReport, reportFolder } from './folder.ts';
import { buildPageSheet, type PlacedTable } from './page-sheet.ts';
import type { ReportContext, Row, Rows } from './rows.ts';
import { saveFile } from './save.ts';
import type { Sheet } from './sheet.ts';
import { SheetNames } from './sheet-names.ts';
import { sheetParts } from './sheet-parts.ts';
import { buildTableSheet } from './table-sheet.ts';
import { fillTemplate } from './template.ts';
import type { SheetTexts } from './title-rows.ts';
import { type Workbook, writeWorkbook } from './workbook.ts';

export interface RenderOptions {
  /** The county when left out. */
  readonly audience?: Audience;
  /** True only for an authorised county copy. */
  readonly unmasked: boolean;
  /** The approval (批准文号) under which it is unmasked: every sheet has it under its title and in its footer. */
  readonly approval?: string;
  /** Writes into the access log that so many rows leave, before they do, and returns the log's head, which every footer prints. */
  readonly log?: (rows: number) => string;
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
  const { bytes, sheets } = await renderBytes(name, source, options);
  return { file: await saveFile(bytes, outFile), sheets };
}

/** The same, as the bytes of the file. */
export async function renderBytes(
  name: string,
  source: Rows,
  options: RenderOptions,
): Promise<{ readonly bytes: Uint8Array; readonly sheets: RenderedReport['sheets'] }> {
  const reportDir = reportFolder(name, options.reportsFolder);
  const report = readReport(reportDir);
  const { audience = 'county', unmasked, approval, log } = options;
  const built = await new Renderer(report, { reportDir, source, audience, unmasked, approval }).render();
  const head = log?.(built.sheets.reduce((sum, { rows }) => sum + rows, 0));
  const bytes = await writeWorkbook(head === undefined ? built.workbook : withLogHead(built.workbook, head));
  return { bytes, sheets: built.sheets.map(({ sheet, rows }) => ({ name: sheet.name, rows })) };
}

/** So many digits of the access log's head tell it from all others (`heji audit verify --head`), and leave room in the footer. */
export const printedHeadLength = 16;

function withLogHead(workbook: Workbook, head: string): Workbook {
  const printed = (right: string): string => `${right} 日志${head.slice(0, printedHeadLength)}`;
  const sheets = workbook.sheets.map((sheet) => {
    const { footer } = sheet.page;
    return { ...sheet, page: { ...sheet.page, footer: { ...footer, right: printed(footer.right) } } };
  });
  return { ...workbook, sheets };
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
  readonly #tablesOfPages = new Map<string, PlacedTable>();

  constructor(report: Report, context: ReportContext) {
    this.#report = report;
    this.#context = context;
    this.#presentation = { codes: report.codes, mask: maskFor(context.audience, context.unmasked) };
  }

  async render() {
    const facts = await this.#facts();
    const built = new Map<TableSheet | PageSheet, readonly BuiltSheet[]>();
    for (const declared of inOrderOfBuilding(this.#report.sheets)) {
      built.set(declared, declared.layout === 'table' ? await this.#tables(declared, facts) : [await this.#page(declared, facts)]);
    }
    const sheets = this.#report.sheets.flatMap((declared) => built.get(declared)!);
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
    return { ...rows[0], masking: this.#isAuthorised ? '县级授权版（号码未脱敏，严禁外传）' : '号码已脱敏' };
  }

  get #isAuthorised(): boolean {
    return isAuthorised(this.#context.audience, this.#context.unmasked);
  }

  async #tables(declared: TableSheet, facts: Row): Promise<BuiltSheet[]> {
    const keys = [...keysOf(declared.columns), ...inputKeys(declared.columns), declared.for_each, declared.group_by, ...declared.anchors];
    const known = [...new Set(keys.filter((key): key is string => key !== undefined && key !== '#'))];
    const parts = await sheetParts(this.#pieces(declared.query, known), known, declared.for_each);
    return parts.map(({ value, firstNumber, rows: part }) => {
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
    const sheet = buildPageSheet(declared, blocks, this.#texts(declared, facts), this.#presentation, this.#tablesOfPages);
    return { sheet, rows: blocks.reduce((sum, { rows }) => sum + rows.length, 0) };
  }

  #texts(declared: TableSheet | PageSheet, facts: Row): SheetTexts {
    const fill = (template: string) => fillTemplate(template, facts, this.#place(`工作表“${declared.name}”`));
    const stamp = this.#stamp;
    return {
      name: this.#names.take(fill(declared.name)),
      title: stamp === undefined ? fill(declared.title) : `${fill(declared.title)}（县级授权版）`,
      lines: [...(stamp === undefined ? [] : [`县级授权版　${stamp}　号码未脱敏，含敏感事由，严禁外传。`]), ...declared.lines.map(fill)],
      footer: {
        left: fill(this.#report.footer.left),
        right: stamp === undefined ? fill(this.#report.footer.right) : `县级授权版 ${stamp}`,
      },
      ...(this.#report.home !== undefined && { home: this.#report.home }),
    };
  }

  get #stamp(): string | undefined {
    return this.#isAuthorised ? `批准文号：${this.#context.approval ?? '（未写明）'}` : undefined;
  }

  async #rows(query: string): Promise<Row[]> {
    const { reportDir, source } = this.#context;
    const sql = readQuery(reportDir, query);
    try {
      return await source.rows(sql);
    } catch (error) {
      throw this.#queryFailure(query, error);
    }
  }

  async *#pieces(query: string, keys: readonly string[]): AsyncGenerator<readonly Row[]> {
    const { reportDir, source } = this.#context;
    if (source.pieces === undefined) {
      const rows = await this.#rows(query);
      this.#demandColumns(query, rows, keys);
      yield rows;
      return;
    }
    try {
      for await (const rows of source.pieces(readQuery(reportDir, query))) {
        this.#demandColumns(query, rows, keys);
        yield rows;
      }
    } catch (error) {
      throw error instanceof Failure ? error : this.#queryFailure(query, error);
    }
  }

  #queryFailure(query: string, error: unknown): Failure {
    const reason = error instanceof Error ? error.message : String(error);
    return new Failure(`报表查询 ${join(this.#context.reportDir, query)} 运行不了：${reason}`, undefined, { cause: error });
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

/** Sheets whose charts show another page's table come after it. */
function inOrderOfBuilding(sheets: Report['sheets']): Report['sheets'] {
  const [later, first] = [true, false].map((isLater) => sheets.filter((sheet) => showsOtherTables(sheet) === isLater));
  return [...first!, ...later!];
}

function showsOtherTables(sheet: Report['sheets'][number]): boolean {
  if (sheet.layout !== 'page') return false;
  const own = new Set(sheet.blocks.flatMap((block) => (block.kind === 'table' ? [block.id] : [])));
  return sheet.blocks.some((block) => block.kind === 'charts' && block.charts.some(({ of }) => !own.has(of)));
}

function keysOf(columns: readonly Pick<Column, 'key' | 'link' | 'link_to'>[]): string[] {
  return columns.flatMap(({ key, link, link_to }) => [key, link, link_to]).filter((key) => key !== undefined);
}

/** The query's columns that say what may be written where. */
function inputKeys(columns: TableSheet['columns']): (string | undefined)[] {
  return columns.flatMap(({ input }) => [input?.choices, input?.days?.from, input?.days?.to]);
}
