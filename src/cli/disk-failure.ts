/** What a full or write-protected disk is called by the operating system, and by DuckDB, which passes its words on. */
const causes: readonly [RegExp, string][] = [
  [/ENOSPC|No space left on device/, '磁盘空间不足，没有做完。请腾出空间后重新运行一次；没有生效的部分不算数，已经生效的不会重复计算'],
  [
    /EROFS|EACCES|EPERM|Permission denied|Read-only file system/,
    '没有写入或读取的权限，没有做完。请检查工作区文件夹是否只读、文件是否正被别的程序打开，然后重新运行一次',
  ],
];

/** One sentence for an error of the disk; null for any other. The path that the system names is kept. */
export function diskFailure(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const cause = causes.find(([words]) => words.test(error.message));
  if (!cause) return null;
  const path = (error as NodeJS.ErrnoException).path;
  return `${cause[1]}${path ? `（${path}）` : ''}。`;
}
