import type { Value } from '../engine/engine.ts';
import type { Check } from './definition.ts';

/** A value of evidence as people read it. */
function shown(check: Check, name: string, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  const label = check.evidence[name]?.values?.[String(value)];
  return label ?? String(value);
}

/** 具体表现: the declared sentence with its {names} filled in. */
export function fillMessage(template: string, check: Check, values: Readonly<Record<string, Value>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => shown(check, name, values[name]));
}

/** 计算过程: every piece of evidence that has a value, with its label and unit. */
export function evidenceText(check: Check, evidence: Readonly<Record<string, Value>>): string {
  return Object.entries(check.evidence)
    .filter(([name]) => evidence[name] !== null && evidence[name] !== undefined)
    .map(([name, { label, unit }]) => `${label}：${shown(check, name, evidence[name])}${unit ?? ''}`)
    .join('；');
}
