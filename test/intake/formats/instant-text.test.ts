import { expect, test } from 'vitest';
import { dayTimeText, instantText, timeText } from '../../../src/intake/formats/instant-text.ts';

test.each([
  ['2015-08-30T15:59:59Z', '2015-08-30 23:59:59'],
  ['2015-08-30T16:00:00Z', '2015-08-31'],
  ['2015-08-30T16:00:01Z', '2015-08-31 00:00:01'],
  // Summer time: nine hours ahead, until 1 o'clock on 15 September 1991.
  ['1988-06-30T15:00:00Z', '1988-07-01'],
  ['1991-09-14T16:59:59Z', '1991-09-15 01:59:59'],
  ['1991-09-14T17:00:00Z', '1991-09-15 01:00:00'],
  ['1991-09-15T15:59:59Z', '1991-09-15 23:59:59'],
  ['1991-09-15T16:00:00Z', '1991-09-16'],
  ['1969-12-31T16:00:00Z', '1970-01-01'],
])('%s is %s in China', (instant, text) => expect(instantText(Date.parse(instant))).toBe(text));

test.each([
  [Date.UTC(2015, 7, 31), '2015-08-31'],
  [Date.UTC(2015, 7, 31, 8, 30, 0, 999), '2015-08-31 08:30:00'],
  [Date.UTC(1969, 11, 31, 23, 59, 59, 999), '1969-12-31 23:59:59'],
  [8.64e15, '+275760-09-13'],
  [8.64e15 + 1, '8640000000000001'],
])('%i is %s without a zone', (milliseconds, text) => expect(dayTimeText(milliseconds)).toBe(text));

test.each([
  [0, '00:00:00'],
  [30_600.9, '08:30:00'],
  [86_399, '23:59:59'],
])('%d seconds of a day are %s', (seconds, text) => expect(timeText(seconds)).toBe(text));
