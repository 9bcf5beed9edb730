import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds sql/, policies/, pipelines/ and reports/. It is the same from src/ and from dist/. */
export const assetsFolder = fileURLToPath(new URL('..', import.meta.url));

export const assetPath = (...parts: string[]): string => join(assetsFolder, ...parts);

export const readAsset = (...parts: string[]): string => readFileSync(assetPath(...parts), 'utf8');
