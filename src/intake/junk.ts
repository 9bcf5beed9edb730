const JUNK: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^~\$/, '是WPS或Excel打开文件时的临时文件，不是数据'],
  [/^\.~/, '是办公软件打开文件时的锁定文件，不是数据'],
  [/^(thumbs\.db|desktop\.ini)$/i, '是Windows自动生成的系统文件，不是数据'],
  [/^(\.ds_store|\._.*)$/i, '是苹果电脑自动生成的系统文件，不是数据'],
  [/\.tmp$/i, '是临时文件，不是数据'],
];

/** The sheet of the product's own templates that explains the columns: it never holds data. */
export const instructionsSheet = '填写说明';

/**
 * Whether a file is left behind by the system or an office program.
 * @param name file name, with or without folders
 * @returns the reason in Chinese, or null for a file to be read
 */
export function isJunk(name: string): string | null {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  return JUNK.find(([pattern]) => pattern.test(base))?.[1] ?? null;
}
