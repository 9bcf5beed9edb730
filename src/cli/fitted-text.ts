import { textWidth } from '../reports/measure.ts';

/** As much of the text as fits into `width` half-width characters. */
export function fittedText(text: string, width: number): string {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used += textWidth(character);
    if (used > width) break;
    end += character.length;
  }
  return text.slice(0, end);
}

const ellipsis = '…';

/** The text, or its beginning and an ellipsis. */
export const shortenedText = (text: string, width: number): string =>
  textWidth(text) <= width ? text : `${fittedText(text, width - textWidth(ellipsis))}${ellipsis}`;
