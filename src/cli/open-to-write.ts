import { relative } from 'node:path';
import { Workspace } from '../workspace/workspace.ts';
import type { Session } from './session.ts';

/** Opens a workspace for a command that writes to it, and says when it was brought to the present format. */
export const openToWrite = (session: Session, folder: string): Promise<Workspace> =>
  Workspace.openToWrite(folder, session.startedAt, (backup) =>
    session.complain(
      `工作区是旧版核籍建立的，已经升级，旧版不能再写它。升级前的台账、数据清单和设置备份在 ${relative(process.cwd(), backup) || backup}，已核对。`,
    ),
  );
