// node bench/workbook-raw.mjs WORKBOOK: the bare library writes the same values, without styles. Prints one line of JSON.
import { readFileSync } from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre/xlsx';

const { sheets } = await readXlsx(readFileSync(process.argv[2]));
const plain = sheets.map(({ name, rows }) => ({ name, rows }));
const start = performance.now();
await writeXlsx({ sheets: plain });
console.log(
  JSON.stringify({ milliseconds: Math.round(performance.now() - start), rows: plain.reduce((sum, { rows }) => sum + rows.length, 0) }),
);
