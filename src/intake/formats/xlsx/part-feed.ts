import { isUtf8 } from 'node:buffer';
import { Damaged, Unsupported } from './trouble.ts';
import { XmlCursor } from './xml-cursor.ts';
import { incomplete } from './xml-markup.ts';

/** What reads a part of the package as it comes in. */
export interface PartScanner {
  /** Where the part is at, in Chinese, for the message that it is damaged. */
  readonly place: () => string;
  /** Whether the end of the root element has been read. */
  readonly isDone: () => boolean;
  /**
   * Reads the next unit (a row, a string, a tag) and sets the cursor's mark behind it. When the bytes at hand end within the unit
   * `incomplete` is thrown, and the unit is read again from its start when there are more.
   */
  readonly step: (cursor: XmlCursor) => void;
}

/** No row is as long: 16,384 cells of 32,767 characters cannot be in a file that anybody opens. */
const LONGEST_UNIT = 64 << 20;

/** Runs a scanner over the bytes of a part, chunk by chunk, and checks that they are UTF-8 and one whole XML document. */
export async function feed(chunks: AsyncIterable<Buffer>, scanner: PartScanner): Promise<void> {
  const cursor = new XmlCursor();
  let window = Buffer.allocUnsafe(64 << 10);
  let length = 0;
  // A unit longer than a chunk is tried again only after the bytes have doubled: linear, not quadratic.
  let wanted = 0;
  let isFirst = true;
  const drain = (): void => {
    if (isFirst && length < 4) return;
    cursor.bytes = window;
    cursor.at = isFirst ? behindMark(window) : 0;
    cursor.mark = cursor.at;
    cursor.end = length;
    isFirst = false;
    scanUnits(cursor, scanner);
    if (!isUtf8(window.subarray(0, cursor.mark))) throw new Damaged(`${scanner.place()}有不是UTF-8的文字`);
    window.copyWithin(0, cursor.mark, length);
    length -= cursor.mark;
    wanted = 2 * length;
    if (length > LONGEST_UNIT) throw new Unsupported(`${scanner.place()}之后有一处内容超过64MB`);
  };
  for await (const chunk of chunks) {
    if (length + chunk.length > window.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * window.length, length + chunk.length));
      window.copy(larger, 0, 0, length);
      window = larger;
    }
    chunk.copy(window, length);
    length += chunk.length;
    if (length >= wanted) drain();
  }
  if (length > 0) drain();
  if (length > 0 || !scanner.isDone()) throw new Damaged(`${scanner.place()}之后断掉，后面的内容没有了`);
}

function scanUnits(cursor: XmlCursor, scanner: PartScanner): void {
  try {
    while (!scanner.isDone()) scanner.step(cursor);
    if (!cursor.skipMisc()) throw new Unsupported('内部文件的结尾之后还有内容');
  } catch (error) {
    if (error !== incomplete) throw error;
  }
}

/** The start of the text behind a byte order mark. */
function behindMark(bytes: Buffer): number {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 3;
  if (bytes[0] === 0 || bytes[1] === 0 || bytes[0] === 0xff || bytes[0] === 0xfe) throw new Unsupported('内部文字的编码不是UTF-8');
  return 0;
}
