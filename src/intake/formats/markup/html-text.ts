import { parseAttributes } from './attributes.ts';
import { isHidden } from './html-cell.ts';

/** Elements that begin a new line of text. */
const BLOCKS = new Set('p div br h1 h2 h3 h4 h5 h6 li ul ol dl dt dd hr pre center form blockquote section caption option'.split(' '));
const VOID = new Set('br hr img input link meta col area base embed source wbr'.split(' '));
/** Elements whose text is not shown where it stands. */
const SILENT = new Set(['title', 'xml', 'select', 'object', 'template']);
const TYPED = new Set(['', 'text', 'number', 'tel', 'date']);

/** The text of a piece of html as it is shown: lines divided by U+0000, without what is hidden. Entities are not yet resolved. */
export class HtmlText {
  #raw = '';
  #silent: { name: string; depth: number } | null = null;
  #isOption = false;

  /** Whether what comes next is not shown. */
  get isSilent(): boolean {
    return this.#silent !== null;
  }

  /** The text so far, which is then forgotten. */
  take(): string {
    const raw = this.#raw;
    this.#raw = '';
    return raw;
  }

  text(text: string): void {
    if (this.#silent === null || this.#isOption) this.#raw += text;
  }

  open(name: string, attributes: string, isEmpty: boolean): void {
    if (this.#silent) {
      if (name === this.#silent.name && !isEmpty) this.#silent.depth++;
      if (name === 'option' && this.#silent.name === 'select') this.#isOption = parseAttributes(attributes).has('selected');
      return;
    }
    if (BLOCKS.has(name)) this.#raw += '\0';
    if (name === 'input') this.#raw += typedValue(attributes);
    if (!isEmpty && !VOID.has(name) && (SILENT.has(name) || isHidden(attributes))) this.#silent = { name, depth: 1 };
  }

  close(name: string): void {
    if (this.#silent) {
      if (name === 'option') this.#isOption = false;
      if (name === this.#silent.name && --this.#silent.depth === 0) {
        this.#silent = null;
        this.#isOption = false;
      }
      return;
    }
    if (BLOCKS.has(name)) this.#raw += '\0';
  }
}

/** What a form's field holds: a page may have been saved while it was being filled in. */
function typedValue(source: string): string {
  const attributes = parseAttributes(source);
  return TYPED.has((attributes.get('type') ?? '').toLowerCase()) ? (attributes.get('value') ?? '') : '';
}
