import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { assetPath } from '../../src/assets.ts';

/** Compiles the product into a folder of the test's own: processes that are started often must not compile it each time, and `dist` may be old. */
export function buildProduct(folder: string): string {
  const build = join(folder, 'build');
  mkdirSync(build);
  const compiler = assetPath('node_modules', 'typescript', 'bin', 'tsc');
  // Types that are wrong are another test's matter: they are not even looked at.
  const options = ['-p', assetPath('tsconfig.build.json'), '--outDir', join(build, 'dist'), '--noCheck', '--declaration', 'false'];
  spawnSync(process.execPath, [compiler, ...options], { stdio: 'ignore' });
  for (const part of ['sql', 'policies', 'pipelines', 'reports', 'package.json'])
    cpSync(assetPath(part), join(build, part), { recursive: true });
  symlinkSync(assetPath('node_modules'), join(build, 'node_modules'), 'junction');
  return build;
}
