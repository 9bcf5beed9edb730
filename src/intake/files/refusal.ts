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
export const onlyMark = refuse('empty-file', '文件里没有文字（只有编码标记），请重新导出后放入');
export const zeroBytes = refuse('corrupt', '内容全是空字节（0），文件在断电或拷贝中断时坏了；请找到原来的文件重新拷贝，或重新导出后放入');
export const unreadable = refuse('unreadable', '文件打不开，可能正被WPS或Excel打开，或没有读取权限；请关闭该文件后重新放入');
export const corruptWorkbook = refuse('corrupt', '文件不完整或已损坏，表格内容读不出来；请重新导出或重新拷贝后放入');
export const passwordProtected = refuse('password-protected', '文件设有打开密码，无法读取；请取消密码后另存为xlsx再放入');
export const noTableInPage = refuse(
  'html-workbook',
  '内容是网页（HTML），里面没有表格，可能是登录页或出错页；请重新登录导出，或打开原来的网页把表格另存为xlsx后放入',
);
export const framesOnly = refuse(
  'html-workbook',
  '内容是网页（HTML）的外框，表格在同名的“.files”文件夹里，没有一起拷来；请打开原来的网页表格，另存为xlsx后重新放入',
);
export const otherXml = refuse('unknown-format', `内容是XML，不是认识的表格文件，${SAVE_AS}`);
export const zipArchive = refuse('not-a-workbook', '是压缩包，里面没有表格工作簿；请先解压，再把里面的表格文件放入');
export const binaryFile = refuse('unknown-format', `不是认识的表格文件（xlsx、xls、csv），${SAVE_AS}`);
export const tooLarge = refuse('too-large', '工作表太大（解压后超过450MB），请按学校或年级分成几个文件，或另存为csv后放入');
export const shortcut = refuse('unknown-format', '是Windows快捷方式，不是文件本身；请右键“打开文件所在的位置”，把原来的表格文件放入');
export const numbersDocument = refuse('unknown-format', '是苹果Numbers表格；请在Numbers里用“文件—导出到—Excel”存成xlsx后放入');
export const databaseTable = refuse('unknown-format', '是dbf数据库文件；请用WPS或Excel打开，核对汉字显示正常后另存为xlsx再放入');
export const oldFeather = refuse(
  'unknown-format',
  '是旧版Feather（第1版）数据文件；请导出方改存为新版Feather（Arrow IPC）、Parquet或csv后放入',
);
export const encryptedParquet = refuse(
  'password-protected',
  '是加密的Parquet数据文件，没有密钥读不了；请导出方改存为不加密的Parquet或csv后放入',
);
export const damagedData = refuse('corrupt', '数据文件（Parquet、Arrow）不完整或已损坏；请重新导出或重新拷贝后放入');

export const otherDocument = (what: string): Refusal =>
  refuse('unknown-format', `是${what}，不是表格文件；请把其中的表格另存为xlsx或csv后放入`);
export const otherArchive = (what: string): Refusal =>
  refuse('not-a-workbook', `是${what}压缩包，这里只会打开zip压缩包；请先解压，再把里面的表格文件放入`);
export const picture = refuse('unknown-format', '是图片，里面的表格认不出文字；请向提供方要xlsx、xls或csv的原件');

/**
 * @param tried the encoding, as `TextEncoding` has it
 * @param byte and line count from 1
 */
export const badEncoding = (tried: string, byte: number, line: number): Refusal =>
  refuse(
    'bad-encoding',
    `第${byte}字节（第${line}行）不是有效的${tried.replace('-bom', '').toUpperCase()}文字，文件可能损坏或拷贝不完整；` +
      '请重新导出，或用WPS、Excel打开核对该行后另存为xlsx再放入',
  );

/** @param declared what the page says of itself */
export const foreignEncoding = (declared: string): Refusal =>
  refuse('bad-encoding', `网页说明的文字编码是${declared}，这里只认UTF-8、UTF-16和GB18030；${SAVE_AS}`);
