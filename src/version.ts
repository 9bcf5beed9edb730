import { readAsset } from './assets.ts';

/** The product's version, from package.json. */
export const version = (JSON.parse(readAsset('package.json')) as { version: string }).version;
