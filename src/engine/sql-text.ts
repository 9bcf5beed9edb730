/** A text literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A literal of any scalar. */
export function valueLiteral(value: string | number | boolean | null): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? literal(value) : String(value);
}

/** A quoted name. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A list literal of texts. */
export const listLiteral = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;
