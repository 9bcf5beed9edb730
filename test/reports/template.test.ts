import { describe, expect, it } from 'vitest';
import { fillTemplate } from '../../src/reports/template.ts';

describe('a template', () => {
  it('is filled from the facts, with a dash for what is not known', () => {
    expect(fillTemplate('{county}教育局 {day} {none}', { county: '松岭县', day: 3, none: null }, 'x')).toBe('松岭县教育局 3 —');
  });

  it('refuses a placeholder that there is no fact for, and says which there are', () => {
    expect(() => fillTemplate('{conty}', { county: '松岭县' }, 'report.yaml title')).toThrow(/report\.yaml title：没有 \{conty\}.*county/);
  });
});
