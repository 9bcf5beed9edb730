import path from 'node:path';
import type { Readable } from 'node:stream';
import { readZipDirectory } from '../../files/zip-directory.ts';
import { openZipEntry, type ZipEntry } from '../../files/zip-entry.ts';
import { readElements, type XmlElement } from './elements.ts';
import { Damaged, Unsupported } from './trouble.ts';

/** One relationship of a part: where it leads and what it is. */
export interface Relationship {
  readonly id: string;
  /** What transitional and strict files both call it: `worksheet`, `styles`, `sharedStrings`; the whole type where it is another. */
  readonly kind: string;
  /** Name of the part, or null for what is outside of the file. */
  readonly target: string | null;
}

/** Styles of the greatest workbooks have 30 MB; whatever is above is not read into objects. */
const LARGEST_SMALL_PART = 128 << 20;

/** The parts of a workbook's package, by name: what `_rels` says, not what parts are usually called, tells which is which. */
export class Package {
  readonly #fd: number;
  readonly #parts: ReadonlyMap<string, ZipEntry>;

  constructor(fd: number) {
    const entries = readZipDirectory(fd);
    if (!entries) throw new Damaged('文件不完整，压缩目录读不出来');
    this.#fd = fd;
    const parts = new Map<string, ZipEntry>();
    for (const entry of entries) {
      if (entry.isDirectory) continue;
      const name = keyOf(entry.name);
      if (parts.has(name)) throw new Unsupported(`内部文件${entry.name}有两份`);
      parts.set(name, entry);
    }
    this.#parts = parts;
  }

  has(part: string): boolean {
    return this.#parts.has(keyOf(part));
  }

  open(part: string): Readable {
    const entry = this.#parts.get(keyOf(part));
    if (!entry) throw new Damaged(`工作簿不完整，缺少内部文件${part}`);
    return openZipEntry(this.#fd, entry);
  }

  /** Every start tag of a small part. */
  async elements(part: string, visit: (element: XmlElement) => void): Promise<void> {
    const size = this.#parts.get(keyOf(part))?.size ?? 0;
    if (size > LARGEST_SMALL_PART) throw new Unsupported(`内部文件${part}超过${LARGEST_SMALL_PART >> 20}MB`);
    await readElements(this.open(part), part, visit);
  }

  /** @param part name of the part, '' for the package itself */
  async relationships(part: string): Promise<Relationship[]> {
    const file = path.posix.join(path.posix.dirname(part), '_rels', `${path.posix.basename(part)}.rels`);
    const relationships: Relationship[] = [];
    if (!this.has(file)) return relationships;
    await this.elements(file, ({ name, attributes }) => {
      if (name !== 'Relationship') return;
      const target = attributes.get('TargetMode') === 'External' ? null : resolve(part, attributes.get('Target') ?? '');
      relationships.push({ id: attributes.get('Id') ?? '', kind: kindOf(attributes.get('Type') ?? ''), target });
    });
    return relationships;
  }
}

/** Part names are compared without regard to case (ISO 29500-2, 6.2.2.3); some writers use `\`. */
const keyOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase();

const RELATIONSHIPS = [
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships/',
  'http://purl.oclc.org/ooxml/officeDocument/relationships/',
];

function kindOf(type: string): string {
  const known = RELATIONSHIPS.find((start) => type.startsWith(start));
  return known ? type.slice(known.length) : type;
}

function resolve(part: string, target: string): string {
  const slashed = target.replaceAll('\\', '/');
  return slashed.startsWith('/') ? path.posix.normalize(slashed).slice(1) : path.posix.join(path.posix.dirname(part), slashed);
}
