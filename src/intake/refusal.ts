/** Why a whole file was not read. */
export interface Refusal {
  readonly code:
    | 'empty-file'
    | 'unreadable'
    | 'corrupt'
    | 'bad-encoding'
    | 'password-protected'
    | 'html-workbook'
    | 'not-a-workbook'
    | 'too-large'
    | 'unknown-format';
  /** One Chinese sentence: what was found, and what to do. The file's name is not in it. */
  readonly message: string;
}

export const refuse = (code: Refusal['code'], message: string): Refusal => ({ code, message });

const SAVE_AS = '请用WPS或Excel打开，另存为xlsx后重新放入';

export const emptyFile = refuse('empty-file', '文件是空的（0字节），请重新导出后放入');
export const unreadable = refuse('unreadable', '文件打不开，可能正被WPS或Excel打开，或没有读取权限；请关闭该文件后重新放入');
export const corruptWorkbook = refuse('corrupt', '文件不完整或已损坏，表格内容读不出来；请重新导出或重新拷贝后放入');
export const passwordProtected = refuse('password-protected', '文件设有打开密码，无法读取；请取消密码后另存为xlsx再放入');
export const htmlWorkbook = refuse('html-workbook', `内容是网页（HTML、XML）而不是真正的表格文件，${SAVE_AS}`);
export const zipArchive = refuse('not-a-workbook', '是压缩包，里面没有表格工作簿；请先解压，再把里面的表格文件放入');
export const binaryFile = refuse('unknown-format', `不是认识的表格文件（xlsx、xls、csv），${SAVE_AS}`);
export const tooLarge = refuse('too-large', '工作表太大（解压后超过450MB），请按学校或年级分成几个文件，或另存为csv后放入');

export const otherDocument = (what: string): Refusal =>
  refuse('unknown-format', `是${what}，不是表格文件；请把其中的表格另存为xlsx或csv后放入`);

/** @param byte and line count from 1 */
export const badEncoding = (tried: string, byte: number, line: number): Refusal =>
  refuse(
    'bad-encoding',
    `第${byte}字节（第${line}行）不是有效的${tried}文字，文件可能损坏或拷贝不完整；请重新导出，或用WPS、Excel打开核对该行后另存为xlsx再放入`,
  );
