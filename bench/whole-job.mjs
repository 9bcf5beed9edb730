// node bench/whole-job.mjs WORKSPACE four|all ROWS: the product as it is shipped takes what is in the inbox, checks, and writes the workbook. Prints one line of JSON.
import { readFileSync, writeFileSync } from 'node:fs';
import { loadChecks } from '../dist/checks/catalogue.js';
import { loadPipeline } from '../dist/pipelines/declaration.js';
import { runPipeline } from '../dist/pipelines/run.js';
import { Workspace } from '../dist/workspace/workspace.js';

const [folder, scope, rowsFile] = process.argv.slice(2);
const asOf = '2026-11-16';
const four = ['dup-id-number', 'class-size-over-standard', 'absence-suspected-dropout', 'person-record-mismatch'];

/** What is said when a phase begins. */
const beginnings = [
  [/^读取/, 'reading'],
  [/^装载 考勤/, 'staging absences'],
  [/^装载/, 'staging others'],
  [/^核对/, 'submissions, papers'],
  [/^整理数据/, 'marts'],
  [/^检查/, 'checks'],
  [/^记入台账/, 'ledger'],
  [/^生成报表/, 'reports'],
];

/** Peak of the process since the last call, in megabytes; 0 where the system does not tell. */
function peak() {
  try {
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
    writeFileSync('/proc/self/clear_refs', '5');
    return Math.round(kilobytes / 1024);
  } catch {
    return 0;
  }
}

const phases = new Map();
let phase = 'start';
let since = 0;
let spent = 0;
function enter(next) {
  if (next === phase) return;
  const now = performance.now();
  const { user, system } = process.cpuUsage();
  const processor = (user + system) / 1000;
  const known = phases.get(phase) ?? { milliseconds: 0, processor: 0, megabytes: 0 };
  phases.set(phase, {
    milliseconds: Math.round(known.milliseconds + now - since),
    processor: Math.round(known.processor + processor - spent),
    megabytes: Math.max(known.megabytes, peak()),
  });
  phase = next;
  since = now;
  spent = processor;
}

const checks = loadChecks();
const weekly = loadPipeline('weekly-inspection', checks);
const pipeline = scope === 'all' ? weekly : { ...weekly, checks: weekly.checks.filter(({ id }) => four.includes(id)) };
const outcome = await runPipeline(Workspace.open(folder), pipeline, checks, {
  asOf,
  startedAt: `${asOf} 09:00:00`,
  onProgress: (text) => enter(beginnings.find(([pattern]) => pattern.test(text))?.[1] ?? phase),
});
enter('end');

/** What a peer has to find too: the school, who or what, and the count that it rests on. */
const keys = {
  'dup-id-number': ({ schoolCode, registryNumber, name }) => [schoolCode, registryNumber ?? '', name],
  'class-size-over-standard': ({ schoolCode, gradeNo, classNo, evidence }) => [schoolCode, gradeNo, classNo, evidence.size],
  'absence-suspected-dropout': ({ schoolCode, registryNumber, name, evidence }) => [
    schoolCode,
    registryNumber ?? '',
    name,
    evidence.first_day,
    evidence.last_day,
    evidence.natural_days,
  ],
  'person-record-mismatch': ({ schoolCode, registryNumber, name }) => [schoolCode, registryNumber ?? '', name],
};
const found = Object.fromEntries(four.map((check) => [check, []]));
for (const { finding } of outcome.entries) {
  const key = keys[finding.check.id];
  if (key && finding.excusedBy === null) found[finding.check.id].push(key(finding).join('|'));
}
writeFileSync(rowsFile, JSON.stringify(found));
const megabytes = Math.max(Math.round(process.resourceUsage().maxRSS / 1024), ...[...phases.values()].map((entry) => entry.megabytes));
console.log(
  JSON.stringify({
    rows: outcome.entries.length,
    megabytes,
    phases: [...phases].map(([name, entry]) => ({ name, ...entry })),
    workbook: outcome.reports[0]?.file ?? null,
  }),
);
