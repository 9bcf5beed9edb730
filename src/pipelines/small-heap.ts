import { setFlagsFromString } from 'node:v8';

/**
 * Cells become text by the million, and nearly all of it is garbage at once: with the usual sixteen megabytes for what is young, and a heap that
 * may double before the rest is cleared, a workbook of a hundred thousand findings takes two hundred megabytes more. Costs a twentieth of the
 * time. To be called before anything large is read.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--max-semi-space-size=4');
  setFlagsFromString('--heap-growing-percent=30');
}

/** Clearing often is in the way of threads that all make their own documents, each of a few megabytes. */
export const letHeapGrow = (): void => setFlagsFromString('--heap-growing-percent=0');
