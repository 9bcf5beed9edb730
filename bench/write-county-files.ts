// node --import tsx bench/write-county-files.ts FOLDER PUPILS ABSENCES
import { writeBenchFiles } from '../src/generator/bench-files.ts';

const [folder, pupils, absences] = process.argv.slice(2) as [string, string, string];
await writeBenchFiles(folder, { pupils: Number(pupils), absences: Number(absences), seed: 1 });
