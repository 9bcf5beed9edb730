import type { HeaderLayout } from './header-layout.ts';
import type { TitleIndex } from './title-index.ts';

export interface AssignedColumn {
  /** 1-based number of the cell in canonical text. */
  readonly index: number;
  /** Column name in the dictionary. */
  readonly name: string;
  readonly title: string;
}

/** Which cells of a sheet are which columns of a dataset. */
export interface Assignment {
  readonly form: 'plain' | 'form37' | 'form72';
  readonly columns: readonly AssignedColumn[];
  /** Titles that the dictionary does not have. */
  readonly unknown: readonly { readonly index: number; readonly title: string }[];
  /** Titles of a column that an earlier title is taken for already. */
  readonly duplicated: readonly AssignedColumn[];
}

/** Gives each title the column that `nameOf` says; of two titles for one column the first gets it. */
export function assign(
  form: Assignment['form'],
  layout: HeaderLayout,
  index: TitleIndex,
  nameOf: (title: string, at: number) => string | null,
): Assignment {
  const columns: AssignedColumn[] = [];
  const unknown: { index: number; title: string }[] = [];
  const duplicated: AssignedColumn[] = [];
  const taken = new Set<string>();
  layout.titles.forEach((title, at) => {
    if (title === null || title.trim() === '' || index.isIgnored(title)) return;
    const name = nameOf(title, at);
    if (name === null) unknown.push({ index: at + 1, title });
    else (taken.has(name) ? duplicated : columns).push({ index: at + 1, name, title });
    if (name !== null) taken.add(name);
  });
  return { form, columns, unknown, duplicated };
}

/** By title alone. */
export function assignByTitle(index: TitleIndex, layout: HeaderLayout): Assignment {
  return assign('plain', layout, index, (title) => index.find(title)?.name ?? null);
}
