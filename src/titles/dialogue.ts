import { rmSync } from 'node:fs';
import type { LearnedTitle } from '../intake/recognition/title-index.ts';
import type { InboxFile } from '../lake/inbox.ts';
import type { OriginalFile } from '../lake/original-file.ts';
import { saveFile } from '../reports/save.ts';
import { writeWorkbook } from '../reports/workbook.ts';
import { storeLearning } from '../workspace/learned-titles.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type Lesson, takeAnswers } from './lesson.ts';
import { mergeTables, mergeTitles, questionsOf, type ReadTable } from './question.ts';
import { questionnaire, questionnaireName } from './questionnaire.ts';

/** What is asked after an import. `file` null: nothing is open, or it could not be written, as `problem` says. */
export interface Asked {
  readonly titles: number;
  readonly tables: number;
  readonly file: string | null;
  readonly problem: string | null;
}

/** What the exchange about unknown titles came to in one import. `asked` null: a dry run asks nothing. */
export interface TitleOutcome extends Pick<Lesson, 'fresh' | 'problems'> {
  readonly asked: Asked | null;
}

/** The exchange with the user about unknown titles in one import: answers are taken before the files are read, questions asked after. */
export class TitleDialogue {
  readonly #workspace: Workspace;
  readonly #lesson: Lesson;
  readonly #isDryRun: boolean;

  private constructor(workspace: Workspace, lesson: Lesson, isDryRun: boolean) {
    this.#workspace = workspace;
    this.#lesson = lesson;
    this.#isDryRun = isDryRun;
  }

  /** Answers are stored at once, so that they are known whatever becomes of the import; in a dry run they only hold for it. */
  static async open(workspace: Workspace, drop: readonly InboxFile[], today: string, isDryRun: boolean): Promise<TitleDialogue> {
    const lesson = await takeAnswers(workspace, drop, today);
    if (!isDryRun && lesson.fresh.titles.length + lesson.fresh.tables.length > 0) storeLearning(workspace, lesson.learning);
    return new TitleDialogue(workspace, lesson, isDryRun);
  }

  /** The files of the drop that are data. */
  get data(): readonly InboxFile[] {
    return this.#lesson.data;
  }

  get learned(): LearnedTitle[] {
    return this.#lesson.learning.titles.map(({ dataset, title, column }) => ({ dataset, title, column }));
  }

  /** Workbooks of the drop that were read and need not be seen again. */
  get workbooks(): readonly OriginalFile[] {
    return this.#lesson.workbooks;
  }

  /**
   * Writes outbox/列名对照.xlsx with all that is open: new questions and those of earlier imports. Answered ones leave it, and without any
   * question there is no workbook. The import is done by then, so a workbook that cannot be written is a remark and no failure.
   */
  async close(tables: readonly ReadTable[], madeAt: string): Promise<TitleOutcome> {
    const { fresh, problems } = this.#lesson;
    return { fresh, problems, asked: this.#isDryRun ? null : await this.#ask(tables, madeAt) };
  }

  async #ask(tables: readonly ReadTable[], madeAt: string): Promise<Asked> {
    const { open, learning, inPlace } = this.#lesson;
    const found = questionsOf(tables, learning);
    const questions = {
      titles: mergeTitles([...open.titles, ...found.titles]),
      tables: mergeTables([...open.tables, ...found.tables]),
    };
    const counts = { titles: questions.titles.length, tables: questions.tables.length };
    try {
      const isOpen = counts.titles + counts.tables > 0;
      const target = freeName(this.#workspace, inPlace.unread);
      const file = isOpen ? await saveFile(await writeWorkbook(questionnaire(questions, madeAt)), target) : null;
      for (const path of inPlace.read) if (path !== file) remove(path);
      return { ...counts, file, problem: null };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { ...counts, file: null, problem: `${questionnaireName}.xlsx 没有写成（${reason}）；请关闭正打开它的程序，下次导入时会再写` };
    }
  }
}

/** A workbook that could not be read may hold answers: it is not written over. */
function freeName(workspace: Workspace, taken: readonly string[]): string {
  const names = ['', ...taken.map((_, index) => `(${index + 2})`)].map((suffix) =>
    workspace.path('outbox', `${questionnaireName}${suffix}.xlsx`),
  );
  return names.find((name) => !taken.includes(name))!;
}

/** Open in another program it stays, and is read again next time: the same answers change nothing. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Its questions are in the new workbook.
  }
}
