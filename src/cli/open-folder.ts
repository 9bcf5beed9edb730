import { spawn } from 'node:child_process';

/** The program that shows a folder on this desktop; null: there is none, as on a server. */
export function folderViewer(platform: NodeJS.Platform, environment: Readonly<Record<string, string | undefined>>): string | null {
  if (platform === 'win32') return 'explorer.exe';
  if (platform === 'darwin') return 'open';
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? 'xdg-open' : null;
}

/** Shows a folder and does not wait for it. False where there is no desktop. */
export function openFolder(folder: string): boolean {
  const viewer = folderViewer(process.platform, process.env);
  if (viewer === null) return false;
  const child = spawn(viewer, [folder], { detached: true, stdio: 'ignore' });
  // A desktop without that program is as good as none.
  child.on('error', () => {});
  child.unref();
  return true;
}
