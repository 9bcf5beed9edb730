import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UsageFailure } from '../failure.ts';
import { isJunk } from '../intake/recognition/junk.ts';

/** The folder inside the inbox that holds what has been loaded. */
export const importedFolder = '已导入';

export interface InboxFile {
  readonly path: string;
  /** Place in the drop, with '/'. */
  readonly file: string;
  /** Why it is passed over: rubbish of the office's programs. */
  readonly junk: string | null;
  /** Why it cannot be read at all: a link, a device, a folder without permission, a broken name. */
  readonly refusal: string | null;
  /** What the user should know about it although it is read. */
  readonly notes: readonly string[];
}

/** Of a file beside which an office program left its lock. */
export const lockNote = '旁边有WPS或Excel的锁定文件，说明它可能正被打开；读到的是最后一次保存的内容，还没保存的改动不在内';

const linkRefusal = '是快捷方式或链接，没有顺着它去读；请把它指向的文件本身拷进来';
const deviceRefusal = '不是普通文件（管道、套接字或设备），没有读取；请删除它，或换成真正的表格文件';
const closedFolder = '这个文件夹没有读取权限，里面的文件都没有看到；请检查权限后重新导入';
const brokenName = '文件名是乱码（不是有效的UTF-8文字），无法可靠地打开；请改名后重新放入';
const gone = '列出后又不见了，没有读取；请确认后重新放入';

/**
 * Files to import, in order of their names. `paths` empty: the whole inbox. A link is followed only where the user names it himself.
 * @throws UsageFailure for a path that does not exist.
 */
export function listDrop(inbox: string, paths: readonly string[]): InboxFile[] {
  if (paths.length === 0) return listFolder(inbox, inbox);
  return paths.flatMap((path) => {
    const status = statSync(path, { throwIfNoEntry: false });
    if (!status) throw new UsageFailure(`找不到 ${path}。请检查路径；路径里有空格时要加引号。`);
    return status.isDirectory() ? listFolder(path, path) : [describe(path, dirname(path), status, [])];
  });
}

function listFolder(folder: string, root: string): InboxFile[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && folder === root) return [];
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOENT') throw error;
    return [refused(folder, root, code === 'ENOENT' ? gone : closedFolder)];
  }
  const names = new Set(entries.map((entry) => entry.name));
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return folder === root && entry.name === importedFolder ? [] : listFolder(path, root);
      // Node puts U+FFFD in place of bytes that are no UTF-8, and then cannot open the file by that name.
      const status = lstatSync(path, { throwIfNoEntry: false });
      if (!status) return [refused(path, root, entry.name.includes('\uFFFD') ? brokenName : gone)];
      return [describe(path, root, status, lockNotes(entry.name, names))];
    });
}

type Status = Pick<ReturnType<typeof statSync> & object, 'isFile' | 'isSymbolicLink'>;

function describe(path: string, root: string, status: Status, notes: readonly string[]): InboxFile {
  const junk = isJunk(basename(path));
  if (junk !== null || status.isFile()) return { path, file: shownPlace(path, root), junk, refusal: null, notes };
  return refused(path, root, status.isSymbolicLink() ? linkRefusal : deviceRefusal);
}

const refused = (path: string, root: string, refusal: string): InboxFile => ({
  path,
  file: shownPlace(path, root),
  junk: null,
  refusal,
  notes: [],
});

/** As lists show it: a line break or other control character in a name would tear them. */
const shownPlace = (path: string, root: string): string =>
  (relative(root, path).split(sep).join('/') || basename(path)).replace(/\p{Cc}/gu, ' ');

/** A lock beside a file says that somebody has it open: what was not saved yet is not in it. */
function lockNotes(name: string, names: ReadonlySet<string>): string[] {
  const locks = [`~$${name}`, `.~${name}`, `.~lock.${name}#`];
  return locks.some((lock) => names.has(lock)) ? [lockNote] : [];
}
