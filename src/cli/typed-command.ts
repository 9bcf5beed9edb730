import { existsSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { type Installation, thisInstallation } from '../schedule/week-scripts.ts';

/** Where a command is typed. */
export interface Typing {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder in which it is. */
  readonly folder: string;
  readonly installation: Installation;
}

/** The scripts of package.json that start heji. */
const npmScripts = ['heji', 'start'];

/** A text that names commands as `heji …`, with a line below that tells how they are typed here for that workspace, unless as they stand. */
export function withTypedCommand(text: string, workspace: string, typing: Typing = here()): string {
  const line = text.includes('heji ') ? typedCommand(workspace, typing) : '';
  return line === '' ? text : `${text}\n\n${line}`;
}

function typedCommand(workspace: string, { env, folder, installation }: Typing): string {
  const command = commandOf(env, installation);
  const place = workspace === folder ? '' : ` --workspace ${quoted(relative(folder, workspace))}`;
  if (command === 'heji' && place === '') return '';
  return `上面写作 heji 的命令，在这里这样输入（以 heji due 为例）：\n  ${command} due${place}`;
}

const here = (): Typing => ({ env: process.env, folder: process.cwd(), installation: thisInstallation() });

function commandOf(env: Typing['env'], { node, entry }: Installation): string {
  if (npmScripts.includes(env.npm_lifecycle_event ?? '')) return 'npm run heji --';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => folder !== '');
  const isInstalled = folders.some((folder) => ['heji', 'heji.cmd'].some((name) => existsSync(join(folder, name))));
  return isInstalled ? 'heji' : `${quoted(node)} ${quoted(entry)}`;
}

/** Where a shell would take it for several words. */
const quoted = (text: string): string => (/[\s'&()$;]/.test(text) ? `"${text}"` : text);
