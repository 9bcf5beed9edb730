import { describe, expect, it } from 'vitest';
import { failingLoudly, houseRules, lint, silentlyDifferent } from './lint.ts';

/** Forbidden constructs by rule: what is caught, and the safe form beside it. */
const silent: Readonly<Record<string, { caught: readonly string[]; safe: readonly string[] }>> = {
  'date_diff by year, month or week': {
    caught: ["select date_diff('year', a, b) from t", "select date_diff( 'month', a, b) from t"],
    safe: ["select date_diff('day', a, b) from t"],
  },
  regexp_full_match: { caught: ["select regexp_full_match(x, 'a') from t"], safe: ["select regexp_matches(x, '^a$') from t"] },
  regexp_replace: { caught: ["select regexp_replace(x, 'a', 'b') from t"], safe: ["select 'regexp_replace(' as x from t"] },
  'regexp_extract without a match': {
    caught: ["select regexp_extract(x, 'a') from t"],
    safe: ["select nullif(regexp_extract(x, 'a'), '') from t"],
  },
  'division by what may be zero': {
    caught: ['select a / b from t', 'select a/(b + 1) from t', 'select a / 0 from t'],
    safe: ['select a / nullif(b, 0) from t', 'select a / 100 from t', 'select 1 -- a / b\nfrom t'],
  },
  concat: { caught: ["select concat(a, 'x') from t"], safe: ["select coalesce(a, '') || 'x' from t"] },
  'date minus date': {
    caught: ['select $as_of - birth_date from t', 'select a.last_day - a.first_day from t', "select x - date '2026-01-01' from t"],
    safe: [
      'select cast(birth_date - interval 1 day as date) from t',
      'select natural_days - 1 from t',
      'select a.school_day_no - b.school_day_no from t',
    ],
  },
  'greatest or least of what may be NULL': {
    caught: ['select least(a, b) from t', 'select greatest(coalesce(a, 0), b) from t'],
    safe: ['select least(coalesce(a, 0), coalesce(b, 0)) from t', 'select greatest(coalesce(a, 0), 1) from t'],
  },
  'try_cast to a number': {
    caught: ['select try_cast(x as integer) from t', 'select try_cast(trim(x) as double) from t'],
    safe: ['select try_cast(x as date) from t'],
  },
  'a fraction cast to an integer': {
    caught: [
      'select cast(2.5 as integer) from t',
      'select cast(a / 2 as bigint) from t',
      'select cast(cast(a as double) as integer) from t',
    ],
    safe: ['select cast(round(a / 2) as integer) from t', 'select cast(count(*) as integer) from t'],
  },
  'a fraction as text': {
    caught: ['select cast(a / 2 as varchar) from t', 'select cast(cast(a as double) as varchar) from t'],
    safe: ['select cast(grade_no as varchar) from t'],
  },
  'substr from 0': { caught: ['select substr(x, 0, 3) from t'], safe: ['select substr(x, 1, 3) from t', 'select substr(x, 10) from t'] },
  'distances between texts': {
    caught: ['select levenshtein(a, b) from t', 'select jaro_winkler_similarity(a, b) from t'],
    safe: ['select length(a) from t'],
  },
};

const loud: typeof silent = {
  '//': { caught: ['select a // b from t'], safe: ['select cast(floor(cast(a as double) / 2) as bigint) from t'] },
  'group by all, order by all': {
    caught: ['select a from t group by all', 'select a from t order by all'],
    safe: ['select a from t group by a'],
  },
  'an alias used again': {
    caught: [
      'select x + 1 as y, y * 2 as z from t',
      'select x + 1 as y from t where y > 1',
      'select x + 1 as y from t group by y',
      'select max(x) as y from t group by z having y > 1',
      'with a as (select x + 1 as y from t where y > 1)\nselect y from a',
    ],
    safe: [
      'with a as (select x + 1 as y from t)\nselect y, y * 2 as z from a where y > 1',
      'select a.x + 1 as y from t a where a.y > 1',
      'select coalesce(x, 0) as x from t where x > 1',
      'select max(x) as y from t order by y',
    ],
  },
  list: { caught: ['select list(x order by y) from t', 'select list_sort(x) from t'], safe: ['select array_agg(x order by y) from t'] },
  qualify: {
    caught: ['with a as (select x from t qualify row_number() over (order by y) = 1)\nselect x from a'],
    safe: ['with a as (select x, row_number() over (order by y) as place from t)\nselect x from a where place = 1'],
  },
  arg_max: { caught: ['select arg_max(x, y) from t'], safe: ['select max(x) from t'] },
  'list, struct and map literals, slices, comprehensions': {
    caught: ['select x[1:2] from t', "select {'a': 1} from t", 'select [y for y in x] from t'],
    safe: ["select regexp_matches(x, '[a-z]{2}') from t"],
  },
  lambda: { caught: ['select f(x, y -> y + 1) from t'], safe: ['select x - 1 from t'] },
  contains: { caught: ["select contains(x, 'a') from t", "select starts_with(x, 'a') from t"], safe: ["select strpos(x, 'a') > 0 from t"] },
  'dayofweek, isodow': {
    caught: ['select dayofweek(x) from t', 'select extract(isodow from x) from t'],
    safe: ['select school_day from t'],
  },
  generate_series: { caught: ['select 1 from generate_series(1, 2)', 'select unnest(x) from t'], safe: ['select day from calendar_days'] },
  'date plus a number': {
    caught: ['select $as_of + 7 from t', 'select s.birth_date - 1 from t'],
    safe: ['select cast($as_of + interval 7 day as date) from t', 'select school_days + 7 from t'],
  },
  'semi and anti join': {
    caught: ['select x from t semi join u on true', 'select x from t anti join u on true'],
    safe: ['select x from t left join u on true'],
  },
  using: { caught: ['select x from t join u using (x)'], safe: ['select t.x from t join u on u.x = t.x'] },
  'a text compared with a number or a date': {
    caught: ["select x from t where '1' = 1", "select x from t where 1 = '1'", "select x from t where birth_date = '2026-01-01'"],
    safe: ["select x from t where birth_date = date '2026-01-01'", "select x from t where sex = '1'"],
  },
  'median, quantile': { caught: ['select median(x) from t', 'select quantile_cont(x, 0.5) from t'], safe: ['select avg(x) from t'] },
  'asof, pivot, sample': {
    caught: ['select x from t asof join u on true', 'select x from t tablesample 10'],
    safe: ['select x as samples from t'],
  },
  'exclude, replace in a star': {
    caught: ['select * exclude (x) from t', 'select * replace (1 as x) from t'],
    safe: ['select count(*) from t'],
  },
  'hash, md5': { caught: ['select hash(x) from t', 'select md5(x) from t'], safe: ['select length(x) from t'] },
  'similar to': { caught: ["select x from t where x similar to 'a'"], safe: ["select x from t where x like 'a'"] },
};

const house: typeof silent = {
  'the clock and chance': {
    caught: ['select current_date from t', 'select now() from t', 'select random() from t'],
    safe: ['select $as_of from t'],
  },
  'a parameter other than $as_of': {
    caught: ['select $limit from t', 'select ? from t', 'select $as_of_day from t'],
    safe: ["select $as_of, '?' from t"],
  },
  files: { caught: ["select x from read_csv('a')", "select x from 'a.parquet'"], safe: ['select x from t'] },
  'more than one statement': { caught: ['select x from t;', 'create table a as select 1'], safe: ["select ';' from t"] },
  'upper-case keywords and names': { caught: ['SELECT x from t', 'select x AS y from t'], safe: ['select \'A\' as "Limit" from t'] },
  tabs: { caught: ['select\tx from t'], safe: ['select x from t'] },
  'an end that is no select of named columns': {
    caught: ['select *\nfrom t', 'with a as (\n    select 1\n)', 'select x, t.*\nfrom t'],
    safe: ['with a as (\n    select *\n    from t\n)\n\nselect x, count(*)\nfrom a\ngroup by x'],
  },
};

describe.each([
  ['silently different', silentlyDifferent, silent],
  ['failing loudly', failingLoudly, loud],
  ['house rules', houseRules, house],
] as const)('%s', (_title, rules, examples) => {
  it('has an example for every rule', () => {
    expect(Object.keys(examples).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  describe.each(rules)('$name', (rule) => {
    it.each(examples[rule.name]?.caught ?? [])('catches %s', (sql) => {
      expect(lint(sql, [rule])).not.toEqual([]);
    });
    it.each(examples[rule.name]?.safe ?? [])('lets pass %s', (sql) => {
      expect(lint(sql, [rule])).toEqual([]);
    });
  });
});
