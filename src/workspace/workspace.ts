import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageFailure } from '../failure.ts';
import { readFormat, workspaceFormat, writeFormat } from './format.ts';
import { readSettings, type Settings, settingsText } from './settings.ts';

/** A county's folder: everything that belongs to it is in here; a copy of the folder is a backup. */
export class Workspace {
  readonly folder: string;
  readonly settings: Settings;

  private constructor(folder: string, settings: Settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** To read it. @throws UsageFailure when the folder is no workspace; Failure when a later version made it. */
  static open(folder: string): Workspace {
    const root = resolve(folder);
    const path = join(root, 'heji.yaml');
    if (!existsSync(path)) {
      throw new UsageFailure(`${root} 不是核籍工作区（没有 heji.yaml）。请用 --workspace 指明工作区，或先用 heji init 建一个。`);
    }
    readFormat(root);
    return new Workspace(root, readSettings(path));
  }

  /**
   * To write to it: one of an earlier format is backed up and brought to the present one first.
   * @param now 'YYYY-MM-DD HH:MM:SS'
   * @param onUpgrade is told where the backup lies
   * @throws as `open` does; BusyFailure while another process writes to a workspace that has to be brought up
   */
  static async openToWrite(folder: string, now: string, onUpgrade: (backup: string) => void = () => {}): Promise<Workspace> {
    const workspace = Workspace.open(folder);
    if (readFormat(workspace.folder) < workspaceFormat) {
      const { upgradeWorkspace } = await import('../backup/upgrade.ts');
      const backup = await upgradeWorkspace(workspace, now);
      if (backup !== null) onUpgrade(backup);
    }
    return workspace;
  }

  /** @throws UsageFailure when there is one already. */
  static create(folder: string, countyCode: string, countyName: string, policy: string): Workspace {
    const root = resolve(folder);
    const path = join(root, 'heji.yaml');
    if (existsSync(path)) throw new UsageFailure(`${root} 已经是核籍工作区，没有改动它。要换设置请直接编辑 heji.yaml。`);
    for (const name of ['inbox', 'replies', 'outbox', 'received', 'lake', 'ledger', 'logs'])
      mkdirSync(join(root, name), { recursive: true });
    // Before heji.yaml, which makes the folder a workspace.
    writeFormat(root);
    writeFileSync(path, settingsText(countyCode, countyName, policy), { flag: 'wx' });
    return Workspace.open(root);
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  get inbox(): string {
    return this.path('inbox');
  }
}
