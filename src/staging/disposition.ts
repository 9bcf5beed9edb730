/** Rows that carry no record. */
export const skipReasons = {
  title: '表头以上的标题、说明行',
  header: '表头行',
  blank: '空行',
  'repeated-header': '分页重复的表头',
  total: '合计、小计行',
  signature: '制表、审核、签字、说明行',
  'no-known-cell': '认识的列全空的行',
  duplicate: '同一次报送中的重复行',
} as const;

/** Rows that carry a record which cannot be used as it stands. */
export const rejectionReasons = {
  'too-many-cells': '格数多于表头，可能是文字中的逗号或换行把一行拆开了；请在原表中去掉后重新导出',
  'split-line': '一条记录被文字中的换行拆成了两行；请在原表中去掉换行后重新导出',
  'no-school': '看不出是哪所学校；请补上“学校标识码”列，或把标识码写进文件名',
  'no-identity': '姓名、学籍号、身份证件号都是空的',
  'no-key': '缺少必须有的值',
  'bad-date': '日期认不出；请写成 2026-10-16 这样',
} as const;

/** Chinese reason of a disposition that is not `loaded`. */
export function reasonOf(disposition: string): string {
  const [kind, code] = disposition.split(':') as ['skipped' | 'rejected', string];
  const reasons: Readonly<Record<string, string>> = kind === 'skipped' ? skipReasons : rejectionReasons;
  return reasons[code] ?? code;
}
