import { setFlagsFromString } from 'node:v8';

/**
 * Cells become text by the million, and nearly all of it is garbage at once: with the usual sixteen megabytes for what is young, a workbook of a
 * hundred thousand findings takes a hundred megabytes more. To be called before anything large is read.
 */
export const keepYoungSmall = (): void => setFlagsFromString('--max-semi-space-size=4');
