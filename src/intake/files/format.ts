import fs from 'node:fs';
import path from 'node:path';
import { compoundStreams } from './compound-directory.ts';
import { encodingOf, strictDecoder } from './encoding.ts';
import {
  binaryFile,
  corruptWorkbook,
  databaseTable,
  emptyFile,
  encryptedParquet,
  numbersDocument,
  oldFeather,
  onlyMark,
  otherDocument,
  otherXml,
  passwordProtected,
  type Refusal,
  zeroBytes,
} from './refusal.ts';
import { isDatabaseTable, knownByBytes } from './signature.ts';
import { readZipDirectory } from './zip-directory.ts';
import type { ZipEntry } from './zip-entry.ts';

export type SourceFormat =
  | 'csv'
  | 'xlsx'
  | 'xlsb'
  | 'ods'
  | 'xls'
  | 'html'
  /** A web page with its parts in one file. */
  | 'mht'
  /** The xml of Excel 2003. */
  | 'spreadsheetml'
  | 'arrow'
  | 'parquet'
  /** An archive of files, no workbook. */
  | 'zip'
  | 'unknown';

export interface FormatFound {
  readonly format: SourceFormat;
  readonly refusal: Refusal | null;
}

const HEAD_BYTES = 8192;

/** What a file is by its first bytes; the extension says nothing. */
export function detectFormat(fd: number): FormatFound {
  const buffer = Buffer.alloc(HEAD_BYTES);
  const head = buffer.subarray(0, fs.readSync(fd, buffer, 0, HEAD_BYTES, 0));
  if (head.length === 0) return refused(emptyFile);
  if (head.every((byte) => byte === 0)) return refused(zeroBytes);
  const hex = head.toString('hex', 0, 8);
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return zipFormat(fd, head);
  if (hex === 'd0cf11e0a1b11ae1') return compoundFormat(fd);
  const binary = looksBinary(head);
  const data = dataFormat(head);
  if (data) return data;
  const known = knownByBytes(head, binary);
  if (known) return refused(known);
  if (isBareWorkbook(head)) return found('xls');
  if (binary && isDatabaseTable(head)) return refused(databaseTable);
  return binary ? refused(binaryFile) : textFormat(head, fs.fstatSync(fd).size);
}

/** Tells, in Chinese, that the content is not what the extension says; null when it is. */
export function extensionNote(file: string, format: SourceFormat): string | null {
  if (format === 'unknown') return null;
  const extension = path.posix.extname(file).toLowerCase();
  const [extensions, content] = KNOWN[format];
  if (extensions.includes(extension)) return null;
  return `${extension ? `扩展名是${extension}` : '文件没有扩展名'}，内容是${content}，已按内容读取`;
}

const KNOWN: Record<Exclude<SourceFormat, 'unknown'>, readonly [extensions: readonly string[], content: string]> = {
  csv: [['.csv', '.txt', '.tsv', '.tab'], 'CSV文本'],
  xlsx: [['.xlsx', '.xlsm', '.xltx', '.xltm'], 'xlsx工作簿'],
  xlsb: [['.xlsb'], 'xlsb工作簿'],
  ods: [['.ods', '.ots', '.fods'], 'ods工作簿'],
  xls: [['.xls', '.xlt', '.et', '.ett'], 'xls工作簿'],
  html: [['.html', '.htm'], '网页表格（HTML）'],
  mht: [['.mht', '.mhtml'], '单个文件网页（MHT）'],
  spreadsheetml: [['.xml'], 'Excel 2003的XML表格'],
  arrow: [['.arrow', '.feather', '.ipc', '.arrows'], 'Arrow数据文件'],
  parquet: [['.parquet', '.pq'], 'Parquet数据文件'],
  zip: [['.zip'], '压缩包'],
};

const found = (format: SourceFormat): FormatFound => ({ format, refusal: null });
const refused = (refusal: Refusal): FormatFound => ({ format: 'unknown', refusal });

function zipFormat(fd: number, head: Buffer): FormatFound {
  const entries = readZipDirectory(fd);
  if (!entries) return refused(corruptWorkbook);
  const { format, refusal } = zipContent(entries, head);
  const isLocked = format !== 'zip' && refusal === null && entries.some(({ isEncrypted }) => isEncrypted);
  return isLocked ? refused(passwordProtected) : { format, refusal };
}

function zipContent(entries: readonly ZipEntry[], head: Buffer): FormatFound {
  const names = new Set(entries.map(({ name }) => name.replaceAll('\\', '/').toLowerCase()));
  const has = (prefix: string) => [...names].some((name) => name.startsWith(prefix));
  if (names.has('xl/workbook.bin')) return found('xlsb');
  if (has('xl/')) return found('xlsx');
  if (has('word/')) return refused(otherDocument('Word文档'));
  if (has('ppt/')) return refused(otherDocument('演示文稿'));
  // Some writers do not put the workbook into xl/.
  if (names.has('[content_types].xml')) return found('xlsx');
  if (names.has('encrypted-package')) return refused(passwordProtected);
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return refused(otherDocument('文字文档（odt）'));
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument.presentation')) return refused(otherDocument('演示文稿'));
  if (names.has('content.xml') && (names.has('mimetype') || names.has('meta-inf/manifest.xml'))) return found('ods');
  if (names.has('index/document.iwa') || names.has('index.zip')) return refused(numbersDocument);
  if (names.has('ofd.xml')) return refused(otherDocument('OFD版式文件'));
  return found('zip');
}

/** OLE2 containers hold old workbooks and documents, and encrypted new ones; the names of their streams tell which. */
function compoundFormat(fd: number): FormatFound {
  const streams = new Set(compoundStreams(fd)?.map((name) => name.toLowerCase()));
  if (streams.has('encryptedpackage')) return refused(passwordProtected);
  if (streams.has('workbook') || streams.has('book')) return found('xls');
  if (streams.has('worddocument')) return refused(otherDocument('Word文档'));
  if (streams.has('powerpoint document')) return refused(otherDocument('演示文稿'));
  return refused(corruptWorkbook);
}

/** Files that programs exchange. */
function dataFormat(head: Buffer): FormatFound | null {
  const magic = head.toString('latin1', 0, 6);
  if (magic.startsWith('PAR1')) return found('parquet');
  if (magic.startsWith('PARE')) return refused(encryptedParquet);
  if (magic === 'ARROW1') return found('arrow');
  if (magic.startsWith('FEA1')) return refused(oldFeather);
  // A stream begins with a marker and the length of its first message, which are multiples of 8 bytes and short.
  const isStream = head.length >= 8 && head.readUInt32LE(0) === 0xffffffff && head.readUInt32LE(4) > 0 && head.readUInt32LE(4) < 1 << 24;
  return isStream ? found('arrow') : null;
}

/** Workbooks of Excel 2 to 4, and those of many a web system, are no containers, but begin with the record BOF. */
const isBareWorkbook = (head: Buffer): boolean =>
  head.length > 8 && head[0] === 0x09 && [0, 2, 4, 8].includes(head[1]!) && [4, 6, 8, 16].includes(head.readUInt16LE(2));

function textFormat(head: Buffer, size: number): FormatFound {
  const text = textOf(head);
  if (text === '' && size === head.length) return refused(onlyMark);
  if (/^\s*(mime-version:|from:[\s\S]{0,2000}?\nmime-version:)/i.test(text)) return found('mht');
  if (/<table[\s>][\s\S]*?<(tr|td|th)[\s>]/i.test(text)) return found('html');
  if (!/^\s*<[!?/a-z]/i.test(text)) return found('csv');
  if (/<(\w+:)?workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet/i.test(text)) return found('spreadsheetml');
  if (/<office:document\b/i.test(text)) return found('ods');
  if (
    /<(!doctype\s+html|html|head|body|meta|style|script|link|title|table|tr|td|th|div|p|center|font|span|form|h[1-6]|br)(?=[\s/>])/i.test(
      text,
    )
  )
    return found('html');
  return /^\s*<[?!]/.test(text) ? refused(otherXml) : found('csv');
}

function textOf(head: Buffer): string {
  const encoding = encodingOf(head) ?? 'utf-8';
  const text = encoding.startsWith('utf-8') ? head.toString('utf8') : new TextDecoder(strictDecoder(encoding).encoding).decode(head);
  return text.replace(/^\uFEFF/, '');
}

/** Text has hardly any NUL bytes, unless it is UTF-16; those at its end are what a broken copy leaves. */
function looksBinary(head: Buffer): boolean {
  if (encodingOf(head) !== null) return false;
  const text = head.subarray(0, head.findLastIndex((byte) => byte !== 0) + 1);
  const zeros = text.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return zeros * 16 > text.length;
}
