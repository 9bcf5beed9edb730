/** A table. Line breaks in a cell are kept as breaks, bars do not end it. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cellText = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', '<br>');

/** A heading and what stands under it; nothing where there is nothing to say. */
export const section = (title: string, body: string): string => (body === '' ? '' : `## ${title}\n\n${body}`);

/** A page of blocks, each apart from the next. */
export const page = (blocks: readonly string[]): string => `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
