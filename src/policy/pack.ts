import type { ParamValue } from './param.ts';

export const severities = ['red', 'orange', 'yellow', 'blue'] as const;
export type Severity = (typeof severities)[number];
export const stages = ['primary', 'junior', 'senior'] as const;
export type Stage = (typeof stages)[number];

export interface Article {
  readonly number: number;
  readonly summary: string;
}

/** What one regulation says about one check. */
export interface CheckEntry {
  readonly regulated: boolean;
  /** The regulation's numbers, dates and lists, and the readings (`choices`) of what it leaves open. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly severity: Severity | null;
  /** The first is the main one. */
  readonly articles: readonly Article[];
  readonly note: string | null;
  /** The document that the articles are in: the pack's own or, inherited, the one it extends. */
  readonly source: { readonly id: string; readonly shortTitle: string };
}

/** One regulation: immutable, with everything it inherits already in `checks`. */
export interface PolicyPack {
  readonly id: string;
  readonly title: string;
  /** What stands between 《》 where articles are cited. */
  readonly shortTitle: string;
  readonly documentNumber: string | null;
  /** Calendar dates, both included; null: no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
  /** Fields that rest on no original text: reckoned with, never printed as law. */
  readonly unverified: readonly string[];
  readonly stages: readonly Stage[];
  readonly note: string | null;
  readonly extends: string | null;
  readonly checks: ReadonlyMap<string, CheckEntry>;
}
