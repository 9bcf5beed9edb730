import type { CodeList } from '../datasets/code-list.ts';
import { codeLists } from '../datasets/codes.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal, valueLiteral } from '../engine/sql-text.ts';

/**
 * A table and a macro for each code list: `code_<list> (code, title, <flags>)` for what a code means: 在籍 and 在读 of a status, absence and
 * approval of an attendance mark; `heji_code_<list>(cell)`, the code of a cell as it came, NULL where it says none.
 */
export async function createCodeTables(engine: Engine): Promise<void> {
  const statements = [...codeLists.values()].flatMap((list) => [macroSql(list), meaningsSql(list)]);
  // One by one they take three times as long, and every command that opens the lake waits for them.
  await engine.run(statements.join(';\n'));
}

/** The macro that gives the code of a cell. */
export const codeMacro = (listId: string): string => `heji_code_${listId}`;

/** A code beats a label, a label beats a synonym; the same writing never means two codes. */
function labelsOf(list: CodeList): Map<string, string> {
  const codes = new Map<string, string>();
  const offer = (label: string, code: string): void => {
    const key = codeKey(label);
    if (!codes.has(key)) codes.set(key, code);
  };
  for (const item of list.items) offer(item.code, item.code);
  for (const item of list.items) offer(item.label, item.code);
  for (const item of list.items) for (const synonym of item.synonyms) offer(synonym, item.code);
  return codes;
}

/**
 * Nearly all cells say a label as the list has it, and those are compared as they are; only the rest is cleaned and folded. Comparing with
 * a hundred texts costs a tenth of cleaning one.
 */
function macroSql(list: CodeList): string {
  const labels = labelsOf(list);
  const asWritten = list.items.flatMap((item) => [item.label, item.code, ...item.synonyms]);
  const exact = [...new Set([...asWritten, ...labels.keys()])].map(
    (label) => `when ${literal(label)} then ${literal(labels.get(codeKey(label))!)}`,
  );
  const folded = [...labels].map(([label, code]) => `${literal(label)}: ${literal(code)}`);
  return `create macro ${codeMacro(list.id)}(cell) as
    coalesce(case cell ${exact.join(' ')} end, case when cell is not null then map {${folded.join(', ')}}[heji_code_text(cell)] end)`;
}

/** The same folding as `heji_code_text`. */
const codeKey = (label: string): string =>
  label
    .replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
    .toLowerCase();

function meaningsSql(list: CodeList): string {
  const flags = [...new Set(list.items.flatMap((item) => Object.keys(item.flags)))].filter((flag) =>
    list.items.every((item) => item.flags[flag] === undefined || typeof item.flags[flag] === 'boolean'),
  );
  const rows = list.items.map((item) => {
    const values = flags.map((flag) => valueLiteral((item.flags[flag] as boolean | undefined) ?? false));
    return `(${[literal(item.code), literal(item.label), ...values].join(', ')})`;
  });
  return `create table code_${list.id} as select * from (values ${rows.join(', ')}) t(${['code', 'title', ...flags].map(identifier).join(', ')})`;
}
