/**
 * Puts the day of the inspection into a statement. It is written out rather than sent as a parameter, so that it has the type DATE on every
 * engine. @throws when it is no calendar date.
 */
export function bindAsOf(sql: string, asOf: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Error(`no calendar date: ${asOf}`);
  return sql.replace(/\$as_of\b/g, `date '${asOf}'`);
}
