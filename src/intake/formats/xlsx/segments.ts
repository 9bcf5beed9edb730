import fs from 'node:fs';

/**
 * Blocks of bytes by number. Above the limit the longest unused go to a file and come back when they are asked for. A block may be
 * written to until the next one is added.
 */
export class Segments {
  readonly #file: string;
  readonly #mostInMemory: number;
  #fd: number | null = null;
  #memoryBytes = 0;
  #fileBytes = 0;
  /** Null where the block is in the file only. */
  readonly #blocks: (Buffer | null)[] = [];
  readonly #inFile: ({ readonly at: number; readonly length: number } | undefined)[] = [];
  /** Those in memory, the longest unused first. Only kept once there is a file. */
  readonly #recent = new Set<number>();

  /**
   * @param file where the blocks go that are too many
   * @param mostInMemory bytes; one block is in memory in any case
   */
  constructor(file: string, mostInMemory: number) {
    this.#file = file;
    this.#mostInMemory = mostInMemory;
  }

  get count(): number {
    return this.#blocks.length;
  }

  add(bytes: number): Buffer {
    const block = Buffer.allocUnsafeSlow(bytes);
    if (this.#fd === null && this.#memoryBytes + bytes > this.#mostInMemory) this.#startFile();
    this.#keep(this.#blocks.length, block);
    return block;
  }

  get(number: number): Buffer {
    const block = this.#blocks[number];
    if (!block) return this.#fetch(number);
    if (this.#fd !== null) {
      this.#recent.delete(number);
      this.#recent.add(number);
    }
    return block;
  }

  /** Removes the file, if there is one. */
  close(): void {
    if (this.#fd === null) return;
    fs.closeSync(this.#fd);
    fs.rmSync(this.#file, { force: true });
    this.#fd = null;
  }

  #startFile(): void {
    this.#fd = fs.openSync(this.#file, 'w+');
    for (let number = 0; number < this.#blocks.length; number++) this.#recent.add(number);
  }

  #keep(number: number, block: Buffer): void {
    this.#blocks[number] = block;
    this.#memoryBytes += block.length;
    if (this.#fd === null) return;
    for (const oldest of this.#recent) {
      if (this.#memoryBytes <= this.#mostInMemory) break;
      this.#drop(this.#fd, oldest);
    }
    this.#recent.add(number);
  }

  #drop(fd: number, number: number): void {
    const block = this.#blocks[number]!;
    if (!this.#inFile[number]) {
      this.#inFile[number] = { at: this.#fileBytes, length: block.length };
      for (let done = 0; done < block.length; ) done += fs.writeSync(fd, block, done, block.length - done, this.#fileBytes + done);
      this.#fileBytes += block.length;
    }
    this.#blocks[number] = null;
    this.#memoryBytes -= block.length;
    this.#recent.delete(number);
  }

  #fetch(number: number): Buffer {
    const { at, length } = this.#inFile[number]!;
    const block = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length; ) {
      const read = fs.readSync(this.#fd!, block, done, length - done, at + done);
      if (read === 0) throw new Error(`${this.#file} was cut off while it was in use`);
      done += read;
    }
    this.#keep(number, block);
    return block;
  }
}
