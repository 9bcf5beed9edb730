import fs from 'node:fs';
import path from 'node:path';
import {
  binaryFile,
  corruptWorkbook,
  emptyFile,
  htmlWorkbook,
  otherDocument,
  passwordProtected,
  type Refusal,
  tooLarge,
  zipArchive,
} from './refusal.ts';
import { readZipDirectory } from './zip-directory.ts';

export type SourceFormat = 'csv' | 'xlsx' | 'xlsb' | 'ods' | 'xls' | 'unknown';

export interface FormatFound {
  readonly format: SourceFormat;
  readonly refusal: Refusal | null;
}

const HEAD_BYTES = 8192;
/** A JavaScript string, into which the workbook library unpacks a sheet, holds at most 512 MB. */
const LARGEST_PART = 450 << 20;

const SIGNATURES: readonly (readonly [bytes: string, what: string])[] = [
  ['25504446', 'PDF文件'],
  ['ffd8ff', '图片'],
  ['89504e47', '图片'],
  ['47494638', '图片'],
  ['424d', '图片'],
  ['52617221', 'RAR压缩包'],
  ['377abcaf271c', '7z压缩包'],
  ['1f8b', 'gzip压缩包'],
  ['7b5c727466', 'RTF文档'],
];
const MARKUP = /^\s*(<(\?xml|!doctype|!--|html|head|body|meta|style|table|tr|div|workbook)\b|mime-version:)/i;

/** What a file is by its first bytes; the extension says nothing. */
export function detectFormat(fd: number): FormatFound {
  const head = Buffer.alloc(HEAD_BYTES);
  const bytes = head.subarray(0, fs.readSync(fd, head, 0, HEAD_BYTES, 0));
  if (bytes.length === 0) return refused(emptyFile);
  const hex = bytes.toString('hex', 0, 8);
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return zipFormat(fd, bytes);
  if (hex === 'd0cf11e0a1b11ae1') return compoundFormat(fd);
  const other = SIGNATURES.find(([signature]) => hex.startsWith(signature));
  // Two bytes are too few to tell a picture from text: BM may begin a title.
  if (other && (other[0].length > 4 || looksBinary(bytes))) return refused(otherDocument(other[1]));
  if (MARKUP.test(textOf(bytes))) return refused(htmlWorkbook);
  return looksBinary(bytes) ? refused(binaryFile) : found('csv');
}

/** Tells, in Chinese, that the content is not what the extension says; null when it is. */
export function extensionNote(file: string, format: SourceFormat): string | null {
  if (format === 'unknown') return null;
  const extension = path.posix.extname(file).toLowerCase();
  if (EXTENSIONS[format].includes(extension)) return null;
  return `${extension ? `扩展名是${extension}` : '文件没有扩展名'}，内容是${CONTENTS[format]}，已按内容读取`;
}

const EXTENSIONS: Record<Exclude<SourceFormat, 'unknown'>, readonly string[]> = {
  csv: ['.csv', '.txt', '.tsv'],
  xlsx: ['.xlsx', '.xlsm', '.xltx', '.xltm'],
  xlsb: ['.xlsb'],
  ods: ['.ods', '.ots'],
  xls: ['.xls', '.xlt', '.et', '.ett'],
};
const CONTENTS: Record<Exclude<SourceFormat, 'unknown'>, string> = {
  csv: 'CSV文本',
  xlsx: 'xlsx工作簿',
  xlsb: 'xlsb工作簿',
  ods: 'ods工作簿',
  xls: 'xls工作簿',
};

const found = (format: SourceFormat): FormatFound => ({ format, refusal: null });
const refused = (refusal: Refusal): FormatFound => ({ format: 'unknown', refusal });

function zipFormat(fd: number, head: Buffer): FormatFound {
  const entries = readZipDirectory(fd);
  if (!entries) return refused(corruptWorkbook);
  const has = (prefix: string) => entries.some(({ name }) => name.startsWith(prefix));
  if (entries.some(({ size }) => size > LARGEST_PART)) return refused(tooLarge);
  if (has('xl/workbook.bin')) return found('xlsb');
  if (has('xl/')) return found('xlsx');
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return found('ods');
  if (has('word/')) return refused(otherDocument('Word文档'));
  if (has('ppt/')) return refused(otherDocument('演示文稿'));
  return refused(zipArchive);
}

/** OLE2 containers hold old workbooks and documents, and encrypted new ones; the names of their streams tell which. */
function compoundFormat(fd: number): FormatFound {
  const bytes = Buffer.alloc(fs.fstatSync(fd).size);
  const content = bytes.subarray(0, fs.readSync(fd, bytes, 0, bytes.length, 0));
  const has = (stream: string) => content.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (has('EncryptedPackage')) return refused(passwordProtected);
  if (has('Workbook') || has('Book')) return found('xls');
  if (has('WordDocument')) return refused(otherDocument('Word文档'));
  if (has('PowerPoint Document')) return refused(otherDocument('演示文稿'));
  return refused(corruptWorkbook);
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

/** Text has hardly any NUL bytes, unless it is UTF-16, which says so by its mark. */
function looksBinary(bytes: Buffer): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return false;
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return zeros * 16 > bytes.length;
}
