import { describe, expect, test } from 'vitest';
import { loadPacks } from '../../src/policy/load.ts';
import type { CheckParams } from '../../src/policy/param.ts';
import { PolicyError, type PolicyProblem } from '../../src/policy/policy-error.ts';
import { packFolder } from './pack-folder.ts';

const catalogue: readonly CheckParams[] = [
  { id: 'size', params: { max: { type: 'integer', unit: 'pupils', min: 20, max: 100 }, ratio: { type: 'number', max: 1 } } },
  {
    id: 'away',
    params: {
      basis: { type: 'choice', values: ['natural-day', 'school-day'] },
      first: { type: 'boolean' },
      until: { type: 'date' },
      statuses: { type: 'list', values: ['在读', '休学'] },
    },
  },
];

// Line 10 is the first under `checks:`.
const head = `id: north-2020
title: 北方细则
short_title: 细则
document_number: null
article_count: 20
valid_from: 2020-09-01
valid_to: null
stages: [primary]
extends: null
checks:
`;
const size = `  size:
    articles: [{ number: 3, summary: 班额 }]
`;
const away = '  away: { not_regulated: true }\n';

function problemsOf(files: Readonly<Record<string, string>>): readonly PolicyProblem[] {
  try {
    loadPacks(packFolder(files), catalogue);
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  return [];
}

const inParams = (text: string): string =>
  `${head}  size:\n    articles: [{ number: 3, summary: 班额 }]\n    params:\n      ${text}\n${away}`;
const inAway = (section: string, text: string): string =>
  `${head}${size}  away:\n    articles: [{ number: 4, summary: 考勤 }]\n    ${section}:\n      ${text}\n`;

describe('a parameter that is another check’s', () => {
  const followed: readonly CheckParams[] = [
    ...catalogue,
    { id: 'marked', params: { max: { type: 'integer', unit: 'pupils', min: 20, max: 100, same_as: 'size' }, own: { type: 'integer' } } },
  ];
  const load = (marked: string) => {
    try {
      loadPacks(
        packFolder({ 'north-2020.yaml': `${head}${size}${away}  marked:\n    articles: [{ number: 5, summary: 标注 }]\n${marked}` }),
        followed,
      );
    } catch (error) {
      if (error instanceof PolicyError) return error.problems.map(({ line, message }) => `${line} ${message}`);
      throw error;
    }
    return [];
  };

  test('may not be stated for this one: the message says where', () => {
    expect(load('    params: { max: 45 }\n')).toEqual(['16 marked 的 max 跟随 size 的同名参数，不能另写；要改请改 size 的 max']);
  });
  test('is not among those that may be stated', () => {
    expect(load('    params: { most: 45 }\n')).toEqual(['16 marked 的 params 里没有 most，可用：own']);
  });
  test('need not be stated', () => {
    expect(load('    params: { own: 45 }\n')).toEqual([]);
  });
});

test('a good pack loads', () => {
  expect(problemsOf({ 'north-2020.yaml': head + size + away })).toEqual([]);
});

describe('a bad pack is refused with line, what was found and what is allowed', () => {
  const cases: readonly (readonly [name: string, text: string, line: number, message: string])[] = [
    ['unknown check', `${head}${size}${away}  siez: { not_regulated: true }\n`, 14, '没有名为 siez 的检查，可用：size、away'],
    ['unknown parameter', inParams('maximum: 45'), 14, 'size 的 params 里没有 maximum，可用：max、ratio'],
    ['text for a number', inParams('max: 45人'), 14, 'size 的 max 写的是“45人”，应为20 到 100 的整数，单位：人'],
    ['quoted number', inParams('max: "45"'), 14, 'size 的 max 写的是“45”，应为20 到 100 的整数，单位：人'],
    ['fraction for an integer', inParams('max: 45.5'), 14, 'size 的 max 写的是45.5，应为20 到 100 的整数，单位：人'],
    ['below the range', inParams('max: 19'), 14, 'size 的 max 写的是19，应为20 到 100 的整数，单位：人'],
    ['above the range', inParams('max: 101'), 14, 'size 的 max 写的是101，应为20 到 100 的整数，单位：人'],
    ['above a one-sided range', inParams('ratio: 1.01'), 14, 'size 的 ratio 写的是1.01，应为不大于 1 的数'],
    ['empty parameter', inParams('max:'), 14, 'size 的 max 写的是空白，应为20 到 100 的整数，单位：人'],
    ['wrong unit', inParams('max: { value: 45, unit: natural-day }'), 14, 'size 的 max 单位写的是“natural-day”，应为 pupils（人）'],
    [
      'unit where there is none',
      inParams('ratio: { value: 1, unit: month }'),
      14,
      'size 的 ratio 单位写的是“month”，这一项没有单位，不写 unit',
    ],
    ['strange key beside a value', inParams('max: { value: 45, units: pupils }'), 14, 'size 的 max 有不认识的项 units，可用：value、unit'],
    ['unknown choice', inAway('choices', 'basis: workday'), 16, 'away 的 basis 写的是“workday”，可选：natural-day、school-day'],
    ['text for a boolean', inAway('choices', 'first: 是'), 16, 'away 的 first 写的是“是”，应为 true 或 false'],
    ['choice under params', inAway('params', 'first: true'), 16, 'away 的 params 里没有 first，可用：until、statuses'],
    ['number under choices', inAway('choices', 'until: 07-30'), 16, 'away 的 choices 里没有 until，可用：basis、first'],
    [
      'no such day',
      inAway('params', 'until: 02-30'),
      16,
      'away 的 until 写的是“02-30”，应为日期：月-日（如 07-30）、年-月-日，或 term_end（学期末）',
    ],
    ['one value for a list', inAway('params', 'statuses: 在读'), 16, 'away 的 statuses 写的是“在读”，应为列表，每项可选：在读、休学'],
    [
      'unknown list item',
      inAway('params', 'statuses: [在读, 借读]'),
      16,
      'away 的 statuses 写的是列表 [在读, 借读]，应为列表，每项可选：在读、休学',
    ],
    [
      'article number not an integer',
      `${head}  size:\n    articles:\n      - { number: 第3条, summary: 班额 }\n${away}`,
      13,
      'checks.size.articles.0.number 写的是“第3条”，应为条文序号，如 11',
    ],
    [
      'article number zero',
      `${head}  size:\n    articles: [{ number: 0, summary: 班额 }]\n${away}`,
      12,
      'checks.size.articles.0.number 写的是0，应为条文序号，如 11',
    ],
    [
      'article beyond the last',
      `${head}  size:\n    articles: [{ number: 21, summary: 班额 }]\n${away}`,
      12,
      'size 引用第 21 条，而全文只有 20 条',
    ],
    [
      'article twice',
      `${head}  size:\n    articles:\n      - { number: 3, summary: 班额 }\n      - { number: 3, summary: 班额 }\n${away}`,
      14,
      'size 的第 3 条写了两次，只留一处',
    ],
    [
      'article without summary',
      `${head}  size:\n    articles: [{ number: 3 }]\n${away}`,
      12,
      '缺少 checks.size.articles.0.summary，应为这一条的大意',
    ],
    ['no articles', `${head}  size: { note: 见全文 }\n${away}`, 11, 'size 没有条款：写 articles，规定里没有的写 not_regulated: true'],
    ['empty articles', `${head}  size: { articles: [] }\n${away}`, 11, 'checks.size.articles 写的是列表 []，至少写一条'],
    [
      'not regulated and yet a number',
      `${head}  size:\n    not_regulated: true\n    params: { max: 45 }\n${away}`,
      13,
      'size 写了 not_regulated: true，就不能再写 params：未规定的没有数字和条款',
    ],
    [
      'not regulated: false',
      `${head}  size: { not_regulated: false }\n${away}`,
      11,
      'checks.size.not_regulated 写的是false，只可写 true；有规定的写 articles',
    ],
    [
      'unknown severity',
      `${head}  size:\n    articles: [{ number: 3, summary: 班额 }]\n    severity: purple\n${away}`,
      13,
      'checks.size.severity 写的是“purple”，可选：red、orange、yellow、blue',
    ],
    [
      'unknown key in a check',
      `${head}  size:\n    article: 3\n${away}`,
      12,
      '不认识的项 article，可用：not_regulated、params、choices、severity、articles、note',
    ],
    ['check not mentioned', head + size, 10, '没有提到检查 away：写条款，规定里没有的写 not_regulated: true'],
    ['key twice', `${head}${size}${away}${size}`, 14, 'size 在同一层写了两次，只留一处'],
    ['tab as indent', `${head}\tsize: 1\n`, 11, '缩进用了制表符，应改为空格'],
    ['not YAML', `${head}  size: [\n`, 12, '不是合法的 YAML（BAD_INDENT），请检查缩进、冒号后的空格和成对的引号、括号'],
    ['empty file', '', 1, '文件 写的是空白，应为一份规定，第一行写 id'],
    ['unknown key', `${head}${size}${away}validto: null\n`, 14, '不认识的项 validto，可用：'],
    ['id unlike the file name', (head + size + away).replace('north-2020', 'south-2020'), 1, 'id 写的是“south-2020”，应与文件名相同'],
    ['no title', (head + size + away).replace('title: 北方细则\n', ''), 1, '缺少 title，应为文件标题'],
    ['no such date', (head + size + away).replace('2020-09-01', '2020-9-1'), 6, 'valid_from 写的是“2020-9-1”，应为日期，如 2020-09-01'],
    [
      'ends before it begins',
      (head + size + away).replace('valid_to: null', 'valid_to: 2020-08-31'),
      7,
      'valid_to 2020-08-31 早于 valid_from 2020-09-01，应不早于施行日',
    ],
    ['unknown stage', (head + size + away).replace('[primary]', '[小学]'), 8, 'stages.0 写的是“小学”，可选：primary、junior、senior'],
    ['no stage', (head + size + away).replace('[primary]', '[]'), 8, 'stages 写的是列表 []，至少写一个学段'],
    [
      'unknown ancestor',
      (head + size + away).replace('extends: null', 'extends: nation-2013'),
      9,
      'extends 写的是“nation-2013”，没有这份规定，可用：无，写 null',
    ],
    ['its own ancestor', (head + size + away).replace('extends: null', 'extends: north-2020'), 9, '继承绕成了圈：north-2020 → north-2020'],
  ];

  test.each(cases)('%s', (_name, text, line, message) => {
    const problems = problemsOf({ 'north-2020.yaml': text });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file: 'policies/north-2020.yaml', line });
    expect(problems[0]?.message).toContain(message);
  });

  test('all mistakes are told at once, in the order of the file', () => {
    const text = `${head}  size:\n    articles: [{ number: 21, summary: 班额 }]\n    params: { max: 19, min: 1 }\n`;
    const problems = problemsOf({ 'north-2020.yaml': text });
    expect(problems.map(({ line }) => line)).toEqual([12, 13, 13]);
  });
});

describe('limits are inside the range', () => {
  test.each([20, 100])('%i', (max) => {
    expect(problemsOf({ 'north-2020.yaml': inParams(`max: ${max}`) })).toEqual([]);
  });
  test.each(['02-29', '2026-02-28', 'term_end'])('%s is a date', (until) => {
    expect(problemsOf({ 'north-2020.yaml': inAway('params', `until: ${until}`) })).toEqual([]);
  });
  test('a regulation may hold for one day', () => {
    expect(problemsOf({ 'north-2020.yaml': (head + size + away).replace('valid_to: null', 'valid_to: 2020-09-01') })).toEqual([]);
  });
  test('the last article may be cited', () => {
    expect(problemsOf({ 'north-2020.yaml': (head + size + away).replace('number: 3', 'number: 20') })).toEqual([]);
  });
});

describe('packs beside each other', () => {
  const pack = (id: string, from: string, to: string, parent: string): string =>
    (head + size + away)
      .replace('north-2020', id)
      .replace('2020-09-01', from)
      .replace('valid_to: null', `valid_to: ${to}`)
      .replace('extends: null', `extends: ${parent}`);

  test.each([
    ['2025-01-02', 0],
    ['2025-01-03', 1],
    ['null', 1],
  ])('one jurisdiction, the older until %s, the newer from 2025-01-03', (to, count) => {
    const files = {
      'north-2020.yaml': pack('north-2020', '2020-09-01', to, 'null'),
      'north-2025.yaml': pack('north-2025', '2025-01-03', 'null', 'null'),
    };
    const problems = problemsOf(files);
    expect(problems).toHaveLength(count);
    if (count === 1) expect(problems[0]).toMatchObject({ file: 'policies/north-2020.yaml', line: 7 });
  });

  test('two jurisdictions may overlap', () => {
    const files = {
      'north-2020.yaml': pack('north-2020', '2020-09-01', 'null', 'null'),
      'south-2020.yaml': pack('south-2020', '2020-09-01', 'null', 'null'),
    };
    expect(problemsOf(files)).toEqual([]);
  });

  test('a loop is told in each file that is in it, and a file that leads into it is not blamed', () => {
    const files = {
      'east-2020.yaml': pack('east-2020', '2020-09-01', 'null', 'north-2020'),
      'north-2020.yaml': pack('north-2020', '2020-09-01', 'null', 'south-2020'),
      'south-2020.yaml': pack('south-2020', '2020-09-01', 'null', 'north-2020'),
    };
    expect(problemsOf(files)).toMatchObject([
      { file: 'policies/north-2020.yaml', line: 9, message: '继承绕成了圈：north-2020 → south-2020 → north-2020' },
      { file: 'policies/south-2020.yaml', line: 9, message: '继承绕成了圈：south-2020 → north-2020 → south-2020' },
    ]);
  });

  test('file names', () => {
    expect(problemsOf({ '黑龙江.yml': head + size + away })).toMatchObject([
      { file: 'policies/黑龙江.yml', line: null, message: '文件名应为 地区-年份.yaml，如 heilongjiang-2020.yaml' },
    ]);
    expect(problemsOf({ 'README.md': '' })).toMatchObject([{ file: 'policies', message: '没有规定文件，应至少有一份 地区-年份.yaml' }]);
    expect(() => loadPacks('/no/such/policies', catalogue)).toThrow('policies：读不到规定文件夹，请检查安装是否完整');
  });
});
