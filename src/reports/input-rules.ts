import type { Area } from './area.ts';
import type { TableColumn } from './declaration.ts';
import type { RowList } from './row-list.ts';
import type { Row } from './rows.ts';
import type { Allowed, InputRule } from './sheet.ts';

/**
 * What the cells of a table take. Rows that take the same share a rule.
 *
 * @param firstRow number, from 0, of the row of the sheet in which the first of `rows` stands.
 */
export function inputRules(columns: readonly TableColumn[], rows: RowList, firstRow: number): InputRule[] {
  return columns.flatMap(({ input }, column) => (input === undefined ? [] : columnRules(input, rows, column, firstRow)));
}

type Input = NonNullable<TableColumn['input']>;

function columnRules(input: Input, rows: RowList, column: number, firstRow: number): InputRule[] {
  const rules = new Map<string, { allowed: Allowed; areas: Area[] }>();
  let at = firstRow - 1;
  for (const row of rows) {
    at += 1;
    const allowed = allowedIn(input, row);
    if (allowed === undefined) continue;
    const id = JSON.stringify(allowed);
    const rule = rules.get(id) ?? { allowed, areas: [] };
    rules.set(id, rule);
    const last = rule.areas.at(-1);
    if (last?.toRow === at - 1) rule.areas[rule.areas.length - 1] = { ...last, toRow: at };
    else rule.areas.push({ fromRow: at, fromColumn: column, toRow: at, toColumn: column });
  }
  return [...rules.values()];
}

function allowedIn({ words, choices, days, longest }: Input, row: Row): Allowed | undefined {
  if (words !== undefined) return { kind: 'words', words };
  if (choices !== undefined) return { kind: 'words', words: wordsOf(row[choices], choices) };
  if (days !== undefined) return { kind: 'day', from: String(row[days.from]), to: String(row[days.to]) };
  return longest === undefined ? undefined : { kind: 'text', longest };
}

function wordsOf(value: unknown, key: string): string[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error(`column ${key} holds no words to pick from`);
  return value.map(String);
}
