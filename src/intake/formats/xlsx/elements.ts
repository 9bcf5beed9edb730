import { feed } from './part-feed.ts';
import { DEEPEST, tooDeep, Unsupported } from './trouble.ts';
import type { XmlCursor } from './xml-cursor.ts';
import { plainText } from './xml-text.ts';

/** An element of one of the small parts. Names are without prefixes. */
export interface XmlElement {
  readonly name: string;
  /** Names from the root to the parent: `styleSheet/cellXfs`, '' for the root. */
  readonly path: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Calls `visit` for every start tag of a part, in their order. Not for sheets and strings: it makes an object of each. */
export async function readElements(chunks: AsyncIterable<Buffer>, part: string, visit: (element: XmlElement) => void): Promise<void> {
  const open: { tag: string; path: string }[] = [];
  let isDone = false;
  const step = (cursor: XmlCursor): void => {
    const isStart = cursor.nextTag(true);
    const tag = cursor.tag();
    if (!isStart) {
      if (open.pop()?.tag !== tag) throw new Unsupported(`${part}的标签没有成对`);
    } else {
      const path = open.at(-1)?.path ?? '';
      const name = cursor.name();
      visit({ name, path, attributes: attributesOf(cursor) });
      if (!cursor.selfClosed) open.push({ tag, path: path ? `${path}/${name}` : name });
      if (open.length > DEEPEST) throw tooDeep();
    }
    cursor.mark = cursor.at;
    isDone = open.length === 0;
  };
  await feed(chunks, { place: () => `工作簿内部的${part}`, isDone: () => isDone, step });
}

function attributesOf(cursor: XmlCursor): Map<string, string> {
  const attributes = new Map<string, string>();
  while (cursor.nextAttribute()) {
    const name = cursor.attribute();
    // A prefix is only told apart where it declares a namespace.
    attributes.set(name.startsWith('xmlns:') ? name : name.replace(/^.*:/, ''), plainText(cursor.value()));
  }
  return attributes;
}
