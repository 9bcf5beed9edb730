const MAGIC = 0x184d2204;
const SKIPPABLE = 0x184d2a50;
const MIN_MATCH = 4;
const LEAST_OUTPUT = 64 << 10;

/**
 * Unpacks LZ4 frames (LZ4 Frame Format 1.6.1), as Arrow and Feather files hold them. Checksums are not compared: Arrow has none.
 * @throws RangeError or Error for what is no such frame
 */
export function decodeLz4(source: Uint8Array): Uint8Array {
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const output = new Output(source.length * 3);
  for (let at = 0; at < source.length; ) {
    const magic = view.getUint32(at, true);
    if (magic === MAGIC) at = frame(source, view, at + 4, output);
    else if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) at += 8 + view.getUint32(at + 4, true);
    else throw new Error('not an LZ4 frame');
  }
  return output.bytes();
}

/** @returns where the frame ends */
function frame(source: Uint8Array, view: DataView, start: number, output: Output): number {
  const flags = view.getUint8(start);
  if (flags >> 6 !== 1) throw new Error('unknown version of LZ4 frame');
  const [hasBlockChecksum, hasContentSize, hasContentChecksum, hasDictionary] = [flags & 16, flags & 8, flags & 4, flags & 1];
  if (hasDictionary) throw new Error('LZ4 frame with a dictionary');
  let at = start + 3 + (hasContentSize ? 8 : 0);
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) return at + (hasContentChecksum ? 4 : 0);
    const end = at + (size & 0x7fffffff);
    if (end > source.length) throw new Error('LZ4 frame cut off');
    if (size >>> 31) output.literals(source, at, end);
    else block(source, at, end, output);
    at = end + (hasBlockChecksum ? 4 : 0);
  }
}

function block(source: Uint8Array, start: number, end: number, output: Output): void {
  let at = start;
  /** Lengths of 15 and more go on in the bytes that follow. */
  const longer = (length: number): number => {
    if (length !== 15) return length;
    let sum = length;
    let byte: number;
    do {
      if (at >= end) throw new Error('LZ4 block cut off');
      byte = source[at++]!;
      sum += byte;
    } while (byte === 255);
    return sum;
  };
  while (at < end) {
    const token = source[at++]!;
    const literals = longer(token >> 4);
    if (at + literals > end) throw new Error('LZ4 block cut off');
    output.literals(source, at, at + literals);
    at += literals;
    if (at >= end) return;
    const offset = source[at]! | (source[at + 1]! << 8);
    at += 2;
    output.repeat(offset, longer(token & 15) + MIN_MATCH);
  }
}

/** Bytes that grow; blocks may repeat what blocks before them hold. */
class Output {
  #bytes: Uint8Array;
  #at = 0;

  constructor(guess: number) {
    this.#bytes = new Uint8Array(Math.max(guess, LEAST_OUTPUT));
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  literals(source: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.set(source.subarray(start, end), this.#at);
    this.#at += end - start;
  }

  repeat(offset: number, length: number): void {
    if (offset === 0 || offset > this.#at) throw new Error('LZ4 block repeats what is not there');
    this.#reserve(length);
    const bytes = this.#bytes;
    // Byte by byte: the repeated part may reach into itself.
    for (let i = 0; i < length; i++, this.#at++) bytes[this.#at] = bytes[this.#at - offset]!;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#at + length));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}
