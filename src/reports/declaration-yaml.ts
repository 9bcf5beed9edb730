import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { Failure } from '../failure.ts';

const inChinese = z.locales.zhCN().localeError;
const chineseErrors: typeof inChinese = (issue) =>
  issue.code === 'invalid_type' && issue.input === undefined ? '缺少这一项' : inChinese(issue);

/** @throws Failure with one line for each thing that is wrong: file, line, where in the file, what is allowed. */
export function parseYaml<Schema extends z.ZodType>(yaml: string, file: string, schema: Schema): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const syntaxError = document.errors[0];
  if (syntaxError) {
    const line = lines.linePos(syntaxError.pos[0]).line;
    throw new Failure(`${file} 第${line}行不是正确的 YAML，请检查缩进、冒号和引号：${syntaxError.message.split('\n')[0]}`);
  }
  const result = schema.safeParse(document.toJS(), { error: chineseErrors });
  if (result.success) return result.data;

  const lineOf = (path: readonly PropertyKey[]): number => {
    // A missing key has no line: the object that should have it does.
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const problems = result.error.issues.map((issue) => `${file} 第${lineOf(issue.path)}行 ${pathText(issue.path)}${issue.message}`);
  throw new Failure(`报表声明有误：\n${problems.join('\n')}`);
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '';
  return `${path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')}：`;
}
