import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/datasets/column.ts';
import { datasets } from '../../src/datasets/dictionary.ts';
import { maskCell } from '../../src/privacy/cell-masking.ts';
import {
  type Audience,
  audiences,
  hidden,
  maskFor,
  type Sensitivity,
  sensitivities,
  sensitivityOf,
  treatmentOf,
} from '../../src/privacy/rules.ts';

const mask = maskFor('leader', false);

describe('mask', () => {
  it('masks a column of numbers whole', () => {
    expect(mask('230999201503150028', 'id_number')).toBe('230999**********28');
    expect(mask('G230999201503150028', 'registry_number')).toBe('G230999**********28');
  });

  it('finds numbers that other text quotes', () => {
    expect(mask('证件号230999201503150028与他人相同', undefined)).toBe('证件号230999**********28与他人相同');
    expect(mask('23099920150315002X', undefined)).toBe('230999**********2X');
    expect(mask('学籍号G230999201503150028', undefined)).toBe('学籍号G230999**********28');
    expect(mask('旧号230999150315002。', undefined)).not.toContain('230999150315002');
  });

  it.each(['2309990001', '2026-000123-1', '2026-10-12起未到校', '12345678901234', '12345678901234567890', '1.10105E+17', '3.14159265'])(
    'leaves %s alone',
    (text) => {
      expect(mask(text, undefined)).toBe(text);
    },
  );

  it.each(['2309992015031500', '23099920150315002', '2309992015031500281', 'G23099920150315002'])(
    'finds %s, which has some characters too few or too many',
    (text) => {
      expect(mask(`写作${text}`, undefined)).not.toMatch(/\d{8}/);
    },
  );

  it('hides the day of birth in what a spreadsheet makes of a number', () => {
    expect(mask('读到的是“2.3099920150315E+17”', undefined)).toBe('读到的是“2.30999********E+17”');
    expect(mask('2.30999201503150e17', undefined)).toBe('2.30999*********e17');
  });

  it('hides mobile numbers that a text quotes, not codes of schools, dates or what is part of a hash', () => {
    expect(mask('监护人13812345678未接', undefined)).toBe('监护人13********8未接');
    for (const text of ['2309990001', '23099900011', '20261026083', 'a13812345678', '113812345678', '1381234567', '12812345678']) {
      expect(mask(text, undefined)).toBe(text);
    }
  });

  it('leaves a hash whole, whatever digits are in it: a printed head of the access log has to be found again', () => {
    const hash = 'ab230999201503150028cd'.repeat(3).slice(0, 64);
    expect(hash).toHaveLength(64);
    expect(mask(`校验值：${hash}；`, undefined)).toBe(`校验值：${hash}；`);
    expect(mask(hash.slice(0, 63), undefined)).not.toBe(hash.slice(0, 63));
  });

  it('shows everything in the county’s authorised copy, and to nobody else', () => {
    const quoted = '号码230999201503150028';
    for (const audience of audiences) {
      const shown = maskFor(audience, true);
      expect(shown('230999201503150028', 'id_number') === '230999201503150028').toBe(audience === 'county');
      expect(shown(quoted, undefined) === quoted).toBe(audience === 'county');
    }
  });

  it('hides from the public what others see in part, and most of a name', () => {
    const ofPublic = maskFor('public', false);
    expect(ofPublic('230999201503150028', 'id_number')).toBe(hidden);
    expect(ofPublic('G230999201503150028在册', undefined)).toBe(`${hidden}在册`);
    expect(ofPublic('欧阳小明', 'name')).toBe('欧***');
    expect(mask('欧阳小明', 'name')).toBe('欧阳小明');
  });
});

const columns = [...datasets.values()].flatMap(({ id, columns: all }) =>
  all.map((column): [string, Column] => [`${id}.${column.name}`, column]),
);

/** A value that would tell much of a person in a column of this kind. */
const telling: Readonly<Record<Sensitivity, string>> = {
  public: '第三小学',
  name: '王小明',
  personal: '汉族',
  number: '230999201503150028',
  registry: 'G230999201503150028',
  contact: '13812345678',
  state: '肢体残疾',
};

describe('every column of every dataset', () => {
  it('is no less sensitive than its level says', () => {
    const allowed: Record<Column['level'], readonly Sensitivity[]> = {
      public: ['public', 'contact'],
      personal: ['name', 'personal', 'registry', 'contact'],
      sensitive: ['number', 'state'],
    };
    const odd = columns.filter(([, column]) => !allowed[column.level].includes(sensitivityOf(column)));
    expect(odd.map(([name]) => name)).toEqual([]);
    expect(columns.length).toBeGreaterThan(400);
  });

  it.each(audiences)('is for a %s what the table of rules says', (audience: Audience) => {
    for (const [name, column] of columns) {
      const value = telling[sensitivityOf(column)];
      for (const unmasked of [false, true]) {
        const shown = maskCell(column, value, audience, unmasked);
        const treatment = treatmentOf(sensitivityOf(column), audience, unmasked);
        if (treatment === 'shown') expect([name, shown]).toEqual([name, value]);
        if (treatment === 'hidden') expect([name, shown]).toEqual([name, hidden]);
        if (treatment === 'masked') expect([name, shown.includes('*'), shown === value]).toEqual([name, true, false]);
      }
    }
  });

  it('that is sensitive is hidden or masked for everybody without an approval', () => {
    for (const [name, column] of columns.filter(([, { level }]) => level === 'sensitive')) {
      for (const audience of audiences) {
        expect([name, treatmentOf(sensitivityOf(column), audience, false) === 'shown']).toEqual([name, false]);
        expect([name, treatmentOf(sensitivityOf(column), audience, true) === 'shown']).toEqual([name, audience === 'county']);
      }
    }
  });

  it('of every kind is there, so that no rule goes untested', () => {
    expect(new Set(columns.map(([, column]) => sensitivityOf(column)))).toEqual(new Set(sensitivities));
  });

  it('with a number of a person where none belongs is masked all the same', () => {
    for (const [name, column] of columns) {
      if (/date|month|time/.test(column.type)) continue;
      expect([name, maskCell(column, '见230999201503150028', 'school', true)]).not.toEqual([name, expect.stringContaining('20150315')]);
    }
  });
});
