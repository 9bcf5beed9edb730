import { otherArchive, otherDocument, picture, type Refusal, shortcut } from './refusal.ts';

const TEXT_CAN_BEGIN_SO = 4;

/** What files begin with, in hex; '.' stands for any half byte. */
const SIGNATURES: readonly (readonly [pattern: string, refusal: Refusal])[] = [
  ['25504446', otherDocument('PDF文件')],
  ['ffd8ff', picture],
  ['89504e47', picture],
  ['47494638', picture],
  ['424d', picture],
  ['49492a00', picture],
  ['4d4d002a', picture],
  ['52494646........57454250', picture],
  ['........66747970', otherDocument('图片或视频')],
  ['526172211a07', otherArchive('RAR')],
  ['377abcaf271c', otherArchive('7z')],
  ['1f8b08', otherArchive('gzip')],
  ['425a68..314159265359', otherArchive('bzip2')],
  ['fd377a585a00', otherArchive('xz')],
  ['28b52ffd', otherArchive('zstd')],
  ['7b5c727466', otherDocument('RTF文档')],
  ['4c00000001140200', shortcut],
  ['000100005374616e64617264', otherDocument('Access数据库')],
  ['53514c69746520666f726d6174203300', otherDocument('SQLite数据库')],
  ['4d5a', otherDocument('程序')],
];

/**
 * What is known by its first bytes and is no table.
 * @param isBinary whether the bytes cannot be text; letters such as BM may begin a title
 */
export function knownByBytes(head: Buffer, isBinary: boolean): Refusal | null {
  const hex = head.toString('hex', 0, 16);
  const known = SIGNATURES.find(([pattern]) => new RegExp(`^${pattern}`).test(hex));
  return known && (isBinary || known[0].length > TEXT_CAN_BEGIN_SO) ? known[1] : null;
}

/** dBASE and FoxPro: a version, the date of the last change, and a length of the header that fits its fields of 32 bytes. */
export function isDatabaseTable(head: Buffer): boolean {
  if (head.length < 66 || ![0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5].includes(head[0]!)) return false;
  const [month, day, fields] = [head[2]!, head[3]!, head.readUInt16LE(8)];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && fields > 64 && [1, 8].includes(fields % 32);
}
