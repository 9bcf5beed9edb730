// npm run docs: writes the generated pages anew and removes those of checks and regulations that are no more.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { assetPath } from '../assets.ts';
import { allPages, generatedFolders } from './pages.ts';

for (const folder of generatedFolders) rmSync(assetPath('docs', folder), { recursive: true, force: true });
for (const [path, text] of allPages()) {
  mkdirSync(dirname(assetPath('docs', path)), { recursive: true });
  writeFileSync(assetPath('docs', path), text);
}
