import { findCheck } from '../checks/catalogue.ts';
import type { Check } from '../checks/definition.ts';
import { wordsOf } from './word-list.ts';

/** The checks that `--check` names, by code, earlier code or title. @throws UsageFailure for one that there is not. */
export const checkCodes = (checks: readonly Check[], text: string | undefined): string[] =>
  wordsOf('--check', text).map((word) => (checks.find(({ title }) => title === word) ?? findCheck(checks, word)).id);
