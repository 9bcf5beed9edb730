import { lineHeight, rowPadding } from './style.ts';

/** Width of text in half-width characters: a Han character, a full-width sign or an emoji takes two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** Width of the widest line of the text. */
export function widestLine(text: string): number {
  return Math.max(...text.split('\n').map(textWidth));
}

/** Room beside the text of a cell, in half-width characters: nothing touches the grid, and a wider font still fits. */
export const cellPadding = 2;

/**
 * Lines that the text takes in a column `width` half-width characters wide. Han text breaks anywhere, Latin words and numbers whole.
 * Fonts differ between computers, so text that has to break is given a twentieth less room: a line too many is better than one cut off.
 */
export function lineCount(text: string, width: number): number {
  const room = Math.max(Math.floor(width * 0.95 - 1), 2);
  return text.split('\n').reduce((lines, paragraph) => lines + (fits(paragraph, width) ? 1 : paragraphLines(paragraph, room)), 0);
}

function fits(paragraph: string, width: number): boolean {
  return textWidth(paragraph) + cellPadding <= width;
}

/** Height in points of a row whose tallest cell has this many lines. */
export function rowHeight(lines: number): number {
  return Math.min(Math.max(lines, 1) * lineHeight + rowPadding, tallestRow);
}

/** Excel allows no taller row. */
const tallestRow = 409;

function paragraphLines(paragraph: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const [token] of paragraph.matchAll(/[!-~]+|./gsu)) {
    const width = textWidth(token);
    if (used + width <= room) {
      used += width;
      continue;
    }
    if (width <= room) {
      lines += 1;
      used = width;
      continue;
    }
    // A word wider than the column starts a new line and is then cut wherever the column ends.
    const whole = Math.floor((width - 1) / room);
    lines += whole + (used > 0 ? 1 : 0);
    used = width - whole * room;
  }
  return lines;
}

function characterWidth(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  // The middle dot of names such as 阿依古丽·买买提 is full-width in Chinese fonts.
  return code < 0x2000 && code !== 0xb7 ? 1 : 2;
}
