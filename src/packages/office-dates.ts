import { strFromU8, strToU8, unzipSync } from 'fflate';
import { zipBytes } from './zip.ts';

const properties = 'docProps/core.xml';

/** An office document with the time at which its content was made in place of the clock's, inside and as the time of its parts. */
export function withFixedDates(bytes: Uint8Array, madeAt: string): Uint8Array {
  const instant = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const parts = Object.entries(unzipSync(bytes)).map(([name, content]) => ({
    name,
    bytes: name === properties ? strToU8(strFromU8(content).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, instant)) : content,
  }));
  return zipBytes(parts, madeAt);
}
