import { Dialect, parse } from '@polyglot-sql/sdk';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names given in a select list and used again in the same select: later in the list, in where, group by, having or qualify. */
export function reusedAliases(sql: string): string[] {
  const result = parse(sql.replace(/\$as_of\b/g, "date '2026-10-16'"), Dialect.DuckDB);
  if (!result.success) return [`cannot be parsed: ${result.error}`];
  const found: string[] = [];
  visit(result.ast, (name, node) => {
    if (name === 'select' && isNode(node)) found.push(...reusedIn(node));
  });
  return found;
}

function reusedIn(select: Node): string[] {
  const given = new Set<string>();
  const found: string[] = [];
  for (const expression of select.expressions as readonly unknown[]) {
    const alias = isNode(expression) && isNode(expression.alias) ? expression.alias : null;
    found.push(...columnsIn(alias === null ? expression : alias.this).filter((name) => given.has(name)));
    if (alias === null) continue;
    const name = nameOf(alias.alias);
    if (!columnsIn(alias.this).includes(name)) given.add(name);
  }
  const clauses = [select.where_clause, select.group_by, select.having, select.qualify];
  return [...found, ...clauses.flatMap(columnsIn).filter((name) => given.has(name))];
}

/** Unqualified columns of an expression, those of subqueries left out. */
function columnsIn(node: unknown): string[] {
  const names: string[] = [];
  visit(
    node,
    (name, value) => {
      if (name === 'column' && isNode(value) && value.table === null) names.push(nameOf(value.name));
    },
    'select',
  );
  return names;
}

const nameOf = (name: unknown): string => (isNode(name) ? String(name.name) : String(name));

function visit(node: unknown, seen: (name: string, value: unknown) => void, stopAt?: string): void {
  if (Array.isArray(node)) for (const item of node) visit(item, seen, stopAt);
  if (!isNode(node)) return;
  for (const [name, value] of Object.entries(node)) {
    if (name === stopAt) continue;
    seen(name, value);
    visit(value, seen, stopAt);
  }
}

/** The names of the columns that a statement returns, in order. */
export function selectedNames(sql: string): string[] {
  const result = parse(sql.replace(/\$as_of\b/g, "date '2026-10-16'"), Dialect.DuckDB);
  const [statement] = (result.ast ?? []) as readonly unknown[];
  const select = isNode(statement) && isNode(statement.select) ? statement.select : null;
  if (select === null) throw new Error('the statement is no select');
  return (select.expressions as readonly unknown[]).map((expression) => {
    if (!isNode(expression)) return '';
    if (isNode(expression.alias)) return nameOf(expression.alias.alias);
    return isNode(expression.column) ? nameOf(expression.column.name) : '';
  });
}
