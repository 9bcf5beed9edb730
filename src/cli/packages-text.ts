import { relative } from 'node:path';
import type { RenderedPackages } from '../packages/render-packages.ts';
import { repeatedText } from './repeated-text.ts';

/** Where the schools' packages are, for the screen; '' when there are none. */
export function packagesText({ folder, all, schools, items, faults }: RenderedPackages, from: string): string {
  if (schools === 0) return '';
  const where = all === null ? `${relative(from, folder)}/` : relative(from, all);
  return `学校整改件 ${schools} 份，共 ${items} 项${repeatedText(items, faults)}：${where}`;
}
