const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

const MOST_REMEMBERED = 5000;

/** The attributes of a tag by name in lower case; '' for one without a value. Of repeated ones the first counts, as in browsers. */
export function parseAttributes(source: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, double, single, bare] of source.matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, double ?? single ?? bare ?? '');
  }
  return attributes;
}

/** What is made of attributes, once for all tags that have the same; thousands of cells do. */
export class AttributeMemory<T> {
  readonly #known = new Map<string, T>();
  readonly #make: (attributes: ReadonlyMap<string, string>) => T;

  constructor(make: (attributes: ReadonlyMap<string, string>) => T) {
    this.#make = make;
  }

  of(source: string): T {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const made = this.#make(parseAttributes(source));
    // Where every cell has its own, such as x:num="…", they need not be remembered.
    if (this.#known.size < MOST_REMEMBERED) this.#known.set(source, made);
    return made;
  }
}
