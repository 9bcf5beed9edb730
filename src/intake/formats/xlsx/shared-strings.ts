import { feed } from './part-feed.ts';
import { StringItemReader } from './string-item.ts';
import type { StringStore } from './string-store.ts';
import { Unsupported } from './trouble.ts';
import type { XmlCursor } from './xml-cursor.ts';
import { XmlText } from './xml-text.ts';

const SI = Buffer.from('si');
const SST = Buffer.from('sst');
const EXT_LST = Buffer.from('extLst');

/** Reads the part of the shared strings into the store. */
export async function readSharedStrings(chunks: AsyncIterable<Buffer>, store: StringStore): Promise<void> {
  const reader = new SharedStringsReader(store);
  await feed(chunks, { place: () => reader.place(), isDone: () => reader.isDone, step: (cursor) => reader.step(cursor) });
}

class SharedStringsReader {
  readonly #store: StringStore;
  readonly #item = new StringItemReader(new XmlText());
  #isOpen = false;
  #count = 0;
  isDone = false;

  constructor(store: StringStore) {
    this.#store = store;
  }

  place(): string {
    return `工作簿内部的共享文字在第${this.#count}条`;
  }

  step(cursor: XmlCursor): void {
    const isStart = cursor.nextTag();
    if (!this.#isOpen) {
      if (!isStart || !cursor.is(SST)) throw new Unsupported('共享文字不是认识的样子');
      cursor.skipAttributes();
      this.#isOpen = true;
      this.isDone = cursor.selfClosed;
    } else if (!isStart) {
      if (!cursor.is(SST)) throw new Unsupported('标签没有成对');
      this.isDone = true;
    } else if (cursor.is(SI)) {
      cursor.skipAttributes();
      this.#item.read(cursor, SI);
      this.#store.add(this.#item.bytes, this.#item.start, this.#item.end);
      this.#count++;
    } else if (cursor.is(EXT_LST)) {
      cursor.skipElement();
    } else {
      throw new Unsupported(`共享文字里有不认识的标签${cursor.tag()}`);
    }
    cursor.mark = cursor.at;
  }
}
