import { type Refusal, refuse } from '../../files/refusal.ts';

/** What the transcoder does not know for certain. The library may read the file. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}

/** What is broken: no reader can know what stood there. */
export class Damaged extends Error {
  override readonly name = 'Damaged';
  readonly refusal: Refusal;

  /** @param what was found, and where, in Chinese */
  constructor(what: string) {
    super(what);
    this.refusal = refuse('corrupt', `${what}；请用WPS或Excel打开核对，重新导出或重新拷贝后放入`);
  }
}

/** Deeper than this nobody nests; what is may be meant to use up the memory. */
export const DEEPEST = 1000;

export const tooDeep = (): Damaged => new Damaged(`工作簿内部的标签嵌套超过${DEEPEST}层，不是正常软件写出的文件`);
