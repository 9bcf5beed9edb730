/** How a cell looks. Values are immutable and shared: equal looks are one object. */
export interface Style {
  readonly font: FontName;
  /** In points. */
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly fill?: FillName;
  /** Lines around the cell; `group` has a heavy line above, where a new group of rows begins. */
  readonly border?: 'thin' | 'group';
  readonly horizontal?: 'left' | 'center' | 'right';
  readonly wrap?: boolean;
  readonly shrink?: boolean;
  readonly indent?: number;
  readonly format?: 'text' | 'integer' | 'date' | 'percent' | 'change';
  /** Can be filled in on a locked sheet. */
  readonly unlocked?: boolean;
}

/**
 * Fonts that Chinese office computers have; a workbook can name only one font a cell, so family and character set tell a
 * program without it to take another Song or Hei face.
 */
export const fonts = {
  title: { name: '方正小标宋简体', family: 1 },
  heading: { name: '黑体', family: 2 },
  body: { name: '宋体', family: 1 },
} as const;

export type FontName = keyof typeof fonts;

/** Light enough that black print on them stays readable, and apart from each other as greys too. */
export const fills = {
  red: 'F4A6A0',
  orange: 'FBD0A0',
  yellow: 'FFF3B0',
  blue: 'DCEBF8',
  green: 'E2F0D9',
  grey: 'E7E6E6',
  header: 'D9E2EC',
  input: 'FFFDF0',
  alert: 'C00000',
} as const;

export type FillName = keyof typeof fills;

export const bodySize = 10;
/** Points that one line of body text takes, with the space between lines of the taller Song faces. */
export const lineHeight = 13.5;
/** Points above and below the text of a row. */
export const rowPadding = 4.5;

export const titleStyle: Style = { font: 'title', size: 18, horizontal: 'center' };
export const subtitleStyle: Style = { font: 'body', size: bodySize, horizontal: 'left', wrap: true };
export const headerStyle: Style = {
  font: 'heading',
  size: bodySize,
  bold: true,
  fill: 'header',
  border: 'thin',
  horizontal: 'center',
  wrap: true,
  format: 'text',
};
const headerStyles = new Map<FillName, Style>();

/** The head of a column; a column of a colour has it in its head. */
export function blockHeaderStyle(fill: FillName | undefined): Style {
  if (fill === undefined) return headerStyle;
  const style = headerStyles.get(fill) ?? { ...headerStyle, fill };
  headerStyles.set(fill, style);
  return style;
}
export const headingStyle: Style = { font: 'heading', size: 12, bold: true, horizontal: 'left' };
export const alertHeadingStyle: Style = { ...headingStyle, colour: 'FFFFFF', fill: 'alert' };
/** A link that only the screen shows. */
export const screenLinkStyle: Style = { font: 'body', size: bodySize, horizontal: 'left', format: 'text' };
export const noteStyle: Style = { font: 'body', size: bodySize, horizontal: 'left', wrap: true, format: 'text' };
export const signOffStyle: Style = { font: 'body', size: 11, horizontal: 'left' };

/** What sets one cell of a table's body apart from another. */
export type BodyLook = Omit<Style, 'font' | 'size'>;

const bodyStyles = new Map<string, Style>();

/** The style of a table's cell; the same look gives the same object. */
export function bodyStyleOf(look: BodyLook): Style {
  const id = JSON.stringify(look);
  const known = bodyStyles.get(id);
  if (known) return known;
  const style: Style = { font: 'body', size: bodySize, border: 'thin', ...look };
  bodyStyles.set(id, style);
  return style;
}
