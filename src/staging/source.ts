/** One recognised sheet of one received file, ready to be staged. */
export interface Source {
  /** Running number within the import batch, from 1. */
  readonly source: number;
  readonly dataset: string;
  /** Path inside the inbox. */
  readonly file: string;
  /** '' where the format has no sheets. */
  readonly sheet: string;
  /** The sheet's canonical text. */
  readonly path: string;
  /** Lines of the canonical text. */
  readonly rows: number;
  /** Number of cells in a row of the canonical text. */
  readonly width: number;
  /** Number of cells in the header row. */
  readonly headerCells: number;
  /** In a delimited text a row with more cells than the header is broken; in a workbook it is a remark beside the table. */
  readonly isDelimited: boolean;
  readonly date1904: boolean;
  readonly headerFirstRow: number;
  readonly headerLastRow: number;
  readonly columns: readonly MappedColumn[];
  /** The day whose state the file shows. */
  readonly dataDate: string;
  /** Whether the file, its name or the user said so; otherwise it is the day of receipt. */
  readonly isDataDateStated: boolean;
  /** What the area above the header or the file's name says for rows that name no school. */
  readonly schoolCode: string | null;
  /** What title rows or the sheet's name say, used only where the table has no such column. */
  readonly grade: string | null;
  readonly className: string | null;
  /** Attendance lists that hold only absences: up to which day they are complete. */
  readonly cutoffOn: string | null;
}

export interface MappedColumn {
  /** 1-based cell number. */
  readonly index: number;
  /** Column of the dataset. */
  readonly name: string;
  /** The title as the file has it. */
  readonly title: string;
}

/** Sources that can be staged by one statement: same dataset, same columns in the same places. */
export interface SourceGroup {
  readonly dataset: string;
  readonly columns: readonly MappedColumn[];
  readonly width: number;
  readonly headerCells: number;
  readonly sources: readonly Source[];
}

export function groupSources(sources: readonly Source[]): SourceGroup[] {
  const groups = new Map<string, Source[]>();
  for (const source of sources) {
    const shape = JSON.stringify([source.dataset, source.width, source.headerCells, source.columns]);
    const members = groups.get(shape);
    if (members) members.push(source);
    else groups.set(shape, [source]);
  }
  return [...groups.values()].map((members) => {
    const first = members[0]!;
    return { dataset: first.dataset, columns: first.columns, width: first.width, headerCells: first.headerCells, sources: members };
  });
}
