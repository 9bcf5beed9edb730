/** Who may see a column: everybody, everybody but masked (personal), or only readers of an authorised county copy (sensitive). */
export type Level = 'public' | 'personal' | 'sensitive';

export type ColumnType = 'text' | 'date' | 'yearmonth' | 'datetime' | 'integer' | 'decimal' | 'boolean' | `code:${string}`;

/** One column of a dataset. `titles[0]` is the title that templates print; the rest are what exports call it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly titles: readonly string[];
  /** Without this column the table cannot be used. An empty cell in it is another matter. */
  readonly required: boolean;
  readonly level: Level;
  /** Item number in the 37-item form (2022) and in the 72-item form (2013). */
  readonly form37?: number;
  readonly mark37?: 'mandatory' | 'advised' | 'conditional';
  readonly form72?: number;
}

export type ColumnOptions = Partial<Pick<Column, 'required' | 'level' | 'form37' | 'mark37' | 'form72'>>;

const column =
  (type: ColumnType) =>
  (name: string, titles: readonly string[], options: ColumnOptions = {}): Column => ({
    required: false,
    level: 'public',
    ...options,
    name,
    type,
    titles,
  });

export const text = column('text');
export const date = column('date');
export const yearmonth = column('yearmonth');
export const datetime = column('datetime');
export const integer = column('integer');
export const decimal = column('decimal');
export const boolean = column('boolean');

/** A column whose values come from the code list `list`. */
export const code = (list: string, name: string, titles: readonly string[], options?: ColumnOptions): Column =>
  column(`code:${list}`)(name, titles, options);
