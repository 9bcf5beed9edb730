import { argumentsOf, callsOf, codeOf, uncommented } from './code.ts';
import { reusedAliases } from './select-list.ts';

/** A construct that DuckDB and Trino do not share. `found`: what of it a statement has. */
interface Rule {
  readonly name: string;
  readonly instead: string;
  readonly found: (code: string, sql: string) => readonly string[];
}

const matching =
  (...patterns: readonly RegExp[]) =>
  (code: string): string[] =>
    patterns.flatMap((pattern) => [...code.matchAll(new RegExp(pattern, 'g'))].map((match) => match[0]));

const word = (...names: readonly string[]) => matching(new RegExp(`\\b(?:${names.join('|')})\\b`));
const call = (...names: readonly string[]) => matching(new RegExp(`\\b(?:${names.join('|')})\\s*\\(`));

/** Names that dates go by here. The lint knows no types; the run on a cluster does. */
const dateName = String.raw`(?:\$as_of|\b(?:\w+_)?(?:date|day|on)\b|\bas date\)|\bdate '…')`;

/** Constructs that run on both engines and give other results. */
export const silentlyDifferent: readonly Rule[] = [
  {
    name: 'date_diff by year, month or week',
    instead: "date_diff('day', …)",
    found: (_code, sql) => matching(/date_diff\s*\(\s*'(?!day')\w+'/)(sql),
  },
  { name: 'regexp_full_match', instead: "regexp_matches(x, '^…$')", found: call('regexp_full_match') },
  { name: 'regexp_replace', instead: 'staging', found: call('regexp_replace') },
  {
    name: 'regexp_extract without a match',
    instead: "nullif(regexp_extract(…), '')",
    found: matching(/(?<!nullif\(\s*)\bregexp_extract\s*\(/),
  },
  { name: 'division by what may be zero', instead: '/ nullif(y, 0)', found: matching(/(?<!\/)\/(?!\/)(?!\s*(?:nullif\s*\(|0*[1-9]))/) },
  { name: 'concat', instead: "coalesce(a, '') || coalesce(b, '')", found: call('concat', 'concat_ws') },
  {
    name: 'date minus date',
    instead: "date_diff('day', a, b)",
    found: matching(new RegExp(`${dateName}\\s*-(?!\\s*(?:interval\\b|\\d))`), /-\s*(?:date '…'|\$as_of)/),
  },
  {
    name: 'greatest or least of what may be NULL',
    instead: 'coalesce every argument',
    found: (code) => ['greatest', 'least'].flatMap((name) => callsOf(code, name)).filter((list) => !argumentsOf(list).every(isNeverNull)),
  },
  { name: 'try_cast to a number', instead: 'staging', found: matching(/\btry_cast\s*\([^()]*(?:\([^()]*\)[^()]*)*\bas\s+(?!date\b)\w+/) },
  {
    name: 'a fraction cast to an integer',
    instead: 'cast(round(x) as integer)',
    found: (code) => callsOf(code, 'cast').filter((inner) => /\bas (?:integer|bigint|smallint)$/.test(inner) && isFraction(inner)),
  },
  {
    name: 'a fraction as text',
    instead: 'format it in the report',
    found: (code) =>
      callsOf(code, 'cast').filter((inner) => /\bas varchar$/.test(inner) && (isFraction(inner) || /\bas double\)/.test(inner))),
  },
  { name: 'substr from 0', instead: 'start at 1', found: matching(/\bsubstr(?:ing)?\s*\([^,()]*(?:\([^()]*\))?[^,()]*,\s*0\b/) },
  {
    name: 'distances between texts',
    instead: "the engine's named functions",
    found: call(
      'levenshtein',
      'damerau_levenshtein',
      'hamming',
      'mismatches',
      'jaccard',
      'jaro_similarity',
      'jaro_winkler_similarity',
      'editdist3',
    ),
  },
];

const isNeverNull = (argument: string): boolean => /^coalesce\s*\(/.test(argument) || /^-?\d/.test(argument) || /^date '…'$/.test(argument);

const isFraction = (inner: string): boolean => !/^(?:round|floor|ceil)\s*\(/.test(inner) && /\/|\d\.\d|\bas double\)/.test(inner);

/** Constructs that one of the engines refuses. */
export const failingLoudly: readonly Rule[] = [
  { name: '//', instead: 'cast(floor(cast(a as double) / b) as bigint)', found: matching(/\/\//) },
  { name: 'group by all, order by all', instead: 'list the columns', found: matching(/\b(?:group|order) by all\b/) },
  { name: 'an alias used again', instead: 'a step of its own', found: (_code, sql) => reusedAliases(sql) },
  { name: 'list', instead: 'array_agg', found: call('list', 'list_\\w+', 'array_slice', 'first', 'last') },
  // The transpiler rewrites it at the top of a statement only, and not in a step.
  { name: 'qualify', instead: 'a step with row_number(), and where in the next', found: word('qualify') },
  { name: 'arg_max', instead: 'a step with row_number()', found: call('arg_max', 'arg_min', 'max_by', 'min_by') },
  { name: 'list, struct and map literals, slices, comprehensions', instead: 'rows', found: matching(/[[\]{}]/) },
  { name: 'lambda', instead: 'rows', found: matching(/->/, /\blambda\b/) },
  { name: 'contains', instead: 'strpos(s, t) > 0', found: call('contains', 'starts_with', 'ends_with', 'prefix', 'suffix') },
  { name: 'dayofweek, isodow', instead: 'columns of the calendar', found: word('dayofweek', 'isodow', 'weekday', 'dow') },
  { name: 'generate_series', instead: 'rows of the calendar', found: call('generate_series', 'range', 'unnest') },
  { name: 'date plus a number', instead: 'cast(d + interval 7 day as date)', found: matching(new RegExp(`${dateName}\\s*[+-]\\s*\\d`)) },
  { name: 'semi and anti join', instead: 'exists', found: matching(/\b(?:semi|anti)\s+join\b/) },
  { name: 'using', instead: 'on', found: matching(/\busing\s*\(/) },
  {
    name: 'a text compared with a number or a date',
    instead: 'an explicit cast',
    found: matching(
      /'…'\s*(?:=|<>|<=?|>=?)\s*\d/,
      /\b\d+\s*(?:=|<>|<=?|>=?)\s*'…'/,
      new RegExp(`${dateName}\\s*(?:=|<>|<=?|>=?|between)\\s*'…'`),
    ),
  },
  { name: 'median, quantile', instead: 'not in checks', found: call('median', 'quantile\\w*', 'mode', 'mad') },
  { name: 'asof, pivot, sample', instead: 'not in checks', found: word('asof', 'pivot', 'unpivot', 'sample', 'tablesample') },
  { name: 'exclude, replace in a star', instead: 'list the columns', found: matching(/\*\s*(?:exclude|replace)\b/) },
  { name: 'hash, md5', instead: 'not in checks', found: call('hash', 'md5\\w*', 'sha\\w+') },
  { name: 'similar to', instead: 'regexp_matches', found: matching(/\bsimilar\s+to\b/) },
];

/** What a check or mart must not do on any engine. */
export const houseRules: readonly Rule[] = [
  {
    name: 'the clock and chance',
    instead: '$as_of',
    found: matching(
      /\b(?:current_date|current_time|current_timestamp|localtime|localtimestamp)\b/,
      /\b(?:now|today|random|uuid|get_current_\w+)\s*\(/,
    ),
  },
  { name: 'a parameter other than $as_of', instead: 'the relation policy', found: matching(/\$(?!as_of\b)\w*|\?/) },
  { name: 'files', instead: 'a view', found: matching(/\bread_\w+\s*\(/, /\b(?:from|join)\s+'…'/) },
  {
    name: 'more than one statement',
    instead: 'one select',
    found: matching(/;/, /\b(?:create|insert|update|delete|attach|copy|pragma|set)\s+\w/),
  },
  {
    name: 'upper-case keywords and names',
    instead: 'lower case',
    found: (code) => matching(/\b[A-Z][A-Za-z_]*\b/)(code.replaceAll('"…"', '')),
  },
  { name: 'tabs', instead: 'four spaces', found: matching(/\t/) },
  {
    name: 'an end that is no select of named columns',
    instead: 'select … from …',
    found: (code) => {
      const last = code
        .trimEnd()
        .split('\n')
        .findLastIndex((line) => /^select\b/.test(line));
      if (last === -1) return ['no select at the start of a line'];
      const list = code
        .trimEnd()
        .split('\n')
        .slice(last)
        .join('\n')
        .split(/\nfrom\b/)[0]!;
      return /(?:^select|,)\s*(?:\w+\.)?\*/.test(list) ? [list.trim()] : [];
    },
  },
];

/** What is wrong with a statement, one sentence each. */
export function lint(sql: string, rules: readonly Rule[] = [...silentlyDifferent, ...failingLoudly, ...houseRules]): string[] {
  const code = codeOf(sql);
  return rules.flatMap((rule) => rule.found(code, uncommented(sql)).map((found) => `${rule.name}: ${found.trim()}; write ${rule.instead}`));
}
