/** What a code says beside its name: 在籍 and 在读 of a status, absence and approval of an attendance mark … */
export interface CodeFlags {
  readonly [flag: string]: boolean | number | string | readonly string[];
}

export interface CodeItem {
  readonly code: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  readonly flags: CodeFlags;
}

export interface CodeList {
  readonly id: string;
  readonly title: string;
  readonly items: readonly CodeItem[];
}

type Row = readonly [code: string, label: string, synonyms?: readonly string[], flags?: CodeFlags];

export const codeList = (id: string, title: string, rows: readonly Row[]): CodeList => ({
  id,
  title,
  items: rows.map(([code, label, synonyms = [], flags = {}]) => ({ code, label, synonyms, flags })),
});
