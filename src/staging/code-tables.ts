import type { CodeList } from '../datasets/code-list.ts';
import { codeLists } from '../datasets/codes.ts';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal, valueLiteral } from '../engine/sql-text.ts';

/**
 * Two tables for each code list: `code_<list>_labels (label, code)` for looking up what a cell says, and `code_<list> (code, title,
 * <flags>)` for what a code means: 在籍 and 在读 of a status, absence and approval of an attendance mark.
 */
export async function createCodeTables(engine: Engine): Promise<void> {
  for (const list of codeLists.values()) {
    await engine.run(`create table code_${list.id}_labels as select * from (values ${labelRows(list).join(', ')}) t(label, code)`);
    await engine.run(meaningsSql(list));
  }
}

/** A code beats a label, a label beats a synonym; the same writing never means two codes. */
function labelRows(list: CodeList): string[] {
  const codes = new Map<string, string>();
  const offer = (label: string, code: string): void => {
    const key = codeKey(label);
    if (!codes.has(key)) codes.set(key, code);
  };
  for (const item of list.items) offer(item.code, item.code);
  for (const item of list.items) offer(item.label, item.code);
  for (const item of list.items) for (const synonym of item.synonyms) offer(synonym, item.code);
  return [...codes].map(([label, code]) => `(${literal(label)}, ${literal(code)})`);
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
