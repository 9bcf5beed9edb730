import { Failure } from '../failure.ts';
import type { Row } from './rows.ts';

/**
 * Fills the {placeholders} of a text with the values of a row. NULL becomes a dash.
 *
 * @param where the text's place, for the message.
 * @throws Failure when the row has no such column.
 */
export function fillTemplate(template: string, facts: Row, where: string): string {
  return template.replace(/\{([a-z0-9_]+)\}/g, (placeholder, name: string) => {
    if (!(name in facts)) throw new Failure(`${where}：没有 ${placeholder} 可填，可以用的有 ${Object.keys(facts).join('、')}。`);
    const value = facts[name];
    return value === null || value === undefined || value === '' ? '—' : String(value);
  });
}
