import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BusyFailure, Failure } from '../failure.ts';
import { createFile } from '../workspace/atomic-file.ts';
import { readJson } from '../workspace/json-file.ts';
import { type Commit, commitSchema, type ImportManifest, type Manifest } from './manifest-schema.ts';

export type {
  AcceptManifest,
  Commit,
  Content,
  ImportManifest,
  Manifest,
  ReceivedSource,
  Refused,
  RestageManifest,
  Submission,
} from './manifest-schema.ts';

/** The lake at one moment, and the number under which the next commit follows it. */
export interface LakeState {
  readonly manifests: readonly Manifest[];
  readonly nextId: string;
}

/** The lake's commits in sequence. A snapshot exists when its manifest does. */
export class ManifestLog {
  readonly #folder: string;

  constructor(lakeFolder: string) {
    this.#folder = join(lakeFolder, '_manifests');
  }

  /** Imports and acceptances in their order. A restaged import stands in its old place. */
  read(): Manifest[] {
    return [...this.readState().manifests];
  }

  readState(): LakeState {
    const commits = existsSync(this.#folder)
      ? readdirSync(this.#folder)
          .filter((name) => /^\d{6}\.json$/.test(name))
          .sort()
          .map((name) => this.#parse(join(this.#folder, name)))
      : [];
    const restaged = new Map<string, ImportManifest>();
    for (const commit of commits) if (commit.kind === 'restage') for (const manifest of commit.imports) restaged.set(manifest.id, manifest);
    const manifests = commits.filter((commit) => commit.kind !== 'restage').map((manifest) => restaged.get(manifest.id) ?? manifest);
    return { manifests, nextId: String(commits.length + 1).padStart(6, '0') };
  }

  /** @throws BusyFailure when another process committed first. */
  commit(commit: Commit): void {
    mkdirSync(this.#folder, { recursive: true });
    if (!createFile(join(this.#folder, `${commit.id}.json`), JSON.stringify(commit))) {
      throw new BusyFailure('导入期间另一个核籍先写入了数据，本次没有生效；请重新运行一次。');
    }
  }

  #parse(path: string): Commit {
    const result = commitSchema.safeParse(readJson(path));
    if (!result.success) throw new Failure(`数据清单 ${path} 已损坏，无法读取。请从备份恢复这个文件，不要手工修改 lake 文件夹。`);
    return result.data;
  }
}
