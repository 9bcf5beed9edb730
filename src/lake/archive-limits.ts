import type { ZipEntry } from '../intake/files/zip-entry.ts';

/** Members that an archive of the drop may hold, those of archives inside counted. */
export const mostMembers = 10_000;
/** Bytes that it may unpack to, those of archives inside counted: ten times what a county sends in a week. */
export const mostBytes = 4 * 2 ** 30;
/** A member larger than this … */
export const harmlessBytes = 64 * 2 ** 20;
/** … may be so many times what it is packed. Text tables reach 30. */
export const mostRatio = 200;

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20).toLocaleString('en')}MB`;

/** What an archive of the drop may still unpack. One for all that lies inside it. */
export class ArchiveBudget {
  #members = mostMembers;
  #bytes = mostBytes;

  /** Takes an archive's members into account. A text says why they are too many or too large. */
  claim(entries: readonly ZipEntry[]): string | null {
    this.#members -= entries.length;
    if (this.#members < 0) {
      return `压缩包里的文件超过${mostMembers}个，没有打开；请分成几个压缩包，或解压后放入`;
    }
    const bytes = entries.reduce((sum, entry) => sum + entry.size, 0);
    this.#bytes -= bytes;
    if (this.#bytes < 0) return `压缩包解开后有${megabytes(bytes)}，超过${megabytes(mostBytes)}，没有打开；请分成几个压缩包，或解压后放入`;
    return null;
  }
}

/** Why a member looks like a bomb; null when it does not. Its real size cannot pass the declared one: unpacking stops there. */
export function bombRefusal({ size, compressedSize }: ZipEntry): string | null {
  if (size <= harmlessBytes || size <= compressedSize * mostRatio) return null;
  return `在压缩包里只占${megabytes(compressedSize)}，解开却有${megabytes(size)}，不像表格文件，没有解开；如确是表格，请解压后放入`;
}

/** Names that point out of the folder into which an archive is unpacked. Nothing is ever written by them; honest archives have none. */
export function unsafeName(name: string): string | null {
  const path = name.replaceAll('\\', '/');
  if (!path.startsWith('/') && !/^[a-z]:/i.test(path) && !path.split('/').includes('..')) return null;
  return '在压缩包里的路径指向压缩包以外（含“..”或盘符），可能是恶意文件，没有读取；请核实来源，解压后只放入表格文件';
}
