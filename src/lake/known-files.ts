import type { DropFile } from './drop-entry.ts';
import type { Manifest, ReceivedSource } from './manifest.ts';

/** A sheet that was staged before. */
export interface KnownSheet {
  readonly batch: string;
  readonly stagingVersion: number;
  readonly source: ReceivedSource;
}

/** What the lake knows of files that came before. */
export class KnownFiles {
  readonly #sheets = new Map<string, KnownSheet[]>();
  readonly #places = new Map<string, string>();

  constructor(manifests: readonly Manifest[]) {
    for (const manifest of manifests) {
      if (manifest.kind !== 'import') continue;
      for (const source of manifest.sources) {
        if (source.place !== null) this.#places.set(placeKey(source.file, source.sha256, source.place), manifest.id);
        if (source.same_as !== null) continue;
        const sheet = { batch: manifest.id, stagingVersion: manifest.staging_version, source };
        this.#sheets.set(source.sha256, [...(this.#sheets.get(source.sha256) ?? []), sheet]);
      }
    }
  }

  has(sha256: string): boolean {
    return this.#sheets.has(sha256);
  }

  sheetsOf(sha256: string): readonly KnownSheet[] {
    return this.#sheets.get(sha256) ?? [];
  }

  /** The import that took this very file, unchanged since and not moved away. Null: it is another one, be it with the same bytes. */
  batchAt({ file, sha256, place }: DropFile): string | null {
    return place === null ? null : (this.#places.get(placeKey(file, sha256, place)) ?? null);
  }
}

const placeKey = (file: string, sha256: string, place: string): string => [file, sha256, place].join('\n');
