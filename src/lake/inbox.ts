import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UsageFailure } from '../failure.ts';
import { isJunk } from '../intake/junk.ts';

/** The folder inside the inbox that holds what has been loaded. */
export const importedFolder = '已导入';

export interface InboxFile {
  readonly path: string;
  /** Place in the drop, with '/'. */
  readonly file: string;
  /** Why it is passed over: rubbish of the office's programs. */
  readonly junk: string | null;
}

/** Files to import, in order of their names. `paths` empty: the whole inbox. @throws UsageFailure for a path that does not exist. */
export function listDrop(inbox: string, paths: readonly string[]): InboxFile[] {
  if (paths.length === 0) return listFolder(inbox, inbox);
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new UsageFailure(`找不到 ${path}。请检查路径；路径里有空格时要加引号。`);
    return lstatSync(path).isDirectory() ? listFolder(path, path) : [describe(path, dirname(path))];
  });
}

function listFolder(folder: string, root: string): InboxFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folder === root && entry.name === importedFolder ? [] : listFolder(path, root);
      return [describe(path, root)];
    });
}

function describe(path: string, root: string): InboxFile {
  const file = relative(root, path).split(sep).join('/');
  const junk = lstatSync(path).isFile() ? isJunk(basename(path)) : '不是普通文件（快捷方式或链接），没有读取';
  return { path, file, junk };
}

/** Moves loaded files of the inbox to 已导入/<date>/, keeping their folders. A name that is taken gets a number. */
export function putAway(inbox: string, files: readonly InboxFile[], date: string): void {
  for (const { path, file } of files) {
    const target = freeName(join(inbox, importedFolder, date, file));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(path, target);
  }
}

function freeName(path: string): string {
  if (!existsSync(path)) return path;
  const dot = basename(path).lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [path.slice(0, dot - basename(path).length), path.slice(dot - basename(path).length)] : [path, ''];
  for (let number = 2; ; number++) {
    const candidate = `${stem}(${number})${extension}`;
    if (!existsSync(candidate)) return candidate;
  }
}
