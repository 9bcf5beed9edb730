import type { Engine } from '../engine/engine.ts';
import type { TitleKnowledge } from '../intake/recognition/title-index.ts';
import type { ImportManifest } from '../lake/manifest.ts';
import type { Receipt } from '../lake/receive.ts';
import type { Learning } from '../workspace/learned-titles.ts';

/** What explaining needs beside the file itself. */
export interface ExplainContext {
  readonly engine: Engine;
  readonly lakeFolder: string;
  readonly receipt: Receipt;
  /** Of the import that is not made. */
  readonly manifest: ImportManifest;
  readonly learning: Learning;
  readonly knowledge: TitleKnowledge;
  readonly options: { readonly dataDate: string | null; readonly today: string };
}
