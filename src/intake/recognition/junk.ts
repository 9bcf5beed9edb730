const JUNK: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^~\$/, '是WPS或Excel打开文件时的临时文件，不是数据'],
  [/^\.~/, '是办公软件打开文件时的锁定文件，不是数据'],
  [/^(thumbs\.db|desktop\.ini)$/i, '是Windows自动生成的系统文件，不是数据'],
  [/^(\.ds_store|\._.*)$/i, '是苹果电脑自动生成的系统文件，不是数据'],
  [/\.tmp$/i, '是临时文件，不是数据'],
];

/** The sheet of the product's own templates that explains the columns: it never holds data. */
export const instructionsSheet = '填写说明';

/** Names of sheets that help to fill in others. */
const HELPERS =
  /^(?:(?:填写|填表|填报|使用)?(?:说明|须知|指南|要求)|.*(?:数据字典|字典表?|代码表?|码表|下拉(?:列表|选项|菜单)?|选项|参数|数据源|数据验证|填写说明|填表说明)|dict(?:ionary)?|codes?|options?|lists?|hidden)\d*$/i;

/** Why a sheet in which no table was found is none by its name, or by being hidden; null for one that the user has to look at. */
export function helperSheet(name: string, isHidden: boolean, hasHeader: boolean): string | null {
  if (HELPERS.test(name.normalize('NFKC').trim())) return `工作表“${name}”是说明、字典、下拉选项一类的附表，不是数据`;
  return isHidden && !hasHeader ? `工作表“${name}”是隐藏的，又没有列名，是下拉选项一类的附表，不是数据` : null;
}

/**
 * Whether a file is left behind by the system or an office program.
 * @param name file name, with or without folders
 * @returns the reason in Chinese, or null for a file to be read
 */
export function isJunk(name: string): string | null {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  return JUNK.find(([pattern]) => pattern.test(base))?.[1] ?? null;
}
