import { loadChecks } from '../../src/checks/catalogue.ts';

/** The checks that the packs speak of. */
export const catalogue = loadChecks();
