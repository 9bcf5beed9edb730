import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetPath } from '../assets.ts';
import { Failure } from '../failure.ts';
import { parseReport, type Report } from './declaration.ts';

/** The folder of the reports that come with the product. */
export const reportsFolder = assetPath('reports');

/**
 * Where a report's declaration and queries are.
 *
 * @throws Failure when there is no such report, naming those that there are.
 */
export function reportFolder(name: string, folder: string = reportsFolder): string {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  if (!names.includes(name)) throw new Failure(`没有名为 ${name} 的报表，可以用的有 ${names.sort().join('、')}。`);
  return join(folder, name);
}

export function readReport(reportDir: string): Report {
  const file = join(reportDir, 'report.yaml');
  return parseReport(readText(file), file);
}

/** The text of one of the report's queries. */
export function readQuery(reportDir: string, name: string): string {
  return readText(join(reportDir, name));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Failure(`读不到报表文件 ${file}，请确认它在报表文件夹里。`, undefined, { cause: error });
  }
}
