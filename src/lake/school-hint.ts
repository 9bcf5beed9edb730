import type { Source } from '../staging/source.ts';

export interface KnownSchool {
  readonly code: string;
  readonly name: string | null;
}

const plain = (text: string): string => text.replace(/\s/g, '');

/**
 * The school of a file whose rows name none: the code that the file states or is named by, else the one school that is called like the
 * 填报单位, else the school whose name is in the file's name, the longest first.
 */
export function withSchool(source: Source, unit: string | null, schools: readonly KnownSchool[]): Source {
  if (source.schoolCode !== null) return source;
  const named = schools.filter((school): school is { code: string; name: string } => school.name !== null);
  const byUnit = new Set(named.filter((school) => unit !== null && plain(school.name) === plain(unit)).map((school) => school.code));
  if (byUnit.size === 1) return { ...source, schoolCode: [...byUnit][0]! };
  return { ...source, schoolCode: schoolInName(source.file, schools) };
}

/** The school whose name is in a file's name, the longest first: 第一小学分校 is not 第一小学. */
export function schoolInName(file: string, schools: readonly KnownSchool[]): string | null {
  const inName = schools.filter(({ name }) => name !== null && name.length >= 3 && file.includes(name));
  return inName.sort((a, b) => b.name!.length - a.name!.length)[0]?.code ?? null;
}
