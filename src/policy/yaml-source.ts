import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { PolicyProblem } from './policy-error.ts';

type Path = readonly PropertyKey[];

/** A parsed YAML text that knows on which line each of its values stands. */
export class YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** What is not YAML, or is there twice; `value` is not to be trusted unless this is empty. */
  readonly problems: readonly PolicyProblem[];
  readonly #document: Document;
  readonly #lines = new LineCounter();

  constructor(file: string, text: string) {
    this.file = file;
    const document = parseDocument(text, { lineCounter: this.#lines, uniqueKeys: isSameKey });
    this.#document = document;
    this.problems = document.errors.map((error) => ({ file, line: this.#line(error.pos[0]), message: syntaxMessage(error, text) }));
    this.value = this.problems.length > 0 ? null : document.toJS();
  }

  /** The line of the key at `path`; when it is not there, of the nearest thing around it. */
  lineOf(path: Path): number {
    let node: unknown = this.#document.contents;
    let offset = rangeStart(node) ?? 0;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (pair === undefined) break;
        offset = rangeStart(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        offset = rangeStart(node) ?? offset;
      } else break;
    }
    return this.#line(offset);
  }

  problem(path: Path, message: string): PolicyProblem {
    return { file: this.file, line: this.lineOf(path), message };
  }

  #line(offset: number): number {
    return Math.max(1, this.#lines.linePos(offset).line);
  }
}

function rangeStart(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  return Number(node.range[0]);
}

/** `230123:` and `"230123":` are two keys to YAML and one to whoever reads them: the first would be lost silently. */
const isSameKey = (a: unknown, b: unknown): boolean => isScalar(a) && isScalar(b) && String(a.value) === String(b.value);

function syntaxMessage(error: YAMLError, text: string): string {
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^["']?([^\s:,}"']+)/.exec(text.slice(error.pos[0]))?.[1] ?? '';
    return `${key} 在同一层写了两次，只留一处`;
  }
  if (error.code === 'TAB_AS_INDENT') return '缩进用了制表符，应改为空格';
  return `不是合法的 YAML（${error.code}），请检查缩进、冒号后的空格和成对的引号、括号`;
}
