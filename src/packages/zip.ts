import { Zip, ZipDeflate, ZipPassThrough, type Zippable, zipSync } from 'fflate';

export interface ZipPart {
  /** Path inside, with / between. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What is packed already gets no smaller. */
const packed = /\.(xlsx|docx|zip)$/;

/** Bytes of a zip file; the same parts and time give the same bytes. `madeAt`: ISO text. */
export function zipBytes(parts: readonly ZipPart[], madeAt: string): Uint8Array {
  const mtime = wallClock(madeAt);
  const files: Zippable = {};
  for (const { name, bytes } of parts) files[name] = [bytes, { mtime, level: packed.test(name) ? 0 : 6 }];
  return zipSync(files);
}

/** A zip file a piece at a time, so that no more than one of its parts is ever held. */
export async function* zipStream(parts: AsyncIterable<ZipPart>, madeAt: string): AsyncGenerator<Uint8Array> {
  const mtime = wallClock(madeAt);
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const take = (): Uint8Array[] => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  for await (const { name, bytes } of parts) {
    const part = packed.test(name) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    part.mtime = mtime;
    zip.add(part);
    part.push(bytes, true);
    yield* take();
  }
  zip.end();
  yield* take();
}

/** The library writes the parts of a local time, and zip files have no zone: the hour in Asia/Shanghai, wherever the computer is. */
function wallClock(madeAt: string): Date {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (madeAt.match(/\d+/g) ?? []).map(Number);
  return new Date(year, month - 1, day, hour, minute, second);
}
