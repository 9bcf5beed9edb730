import { expect, test } from 'vitest';
import { serialToElapsed, serialToIso } from '../../../src/intake/formats/serial-date.ts';

test.each([
  [42247, false, '2015-08-31'],
  [40785, true, '2015-08-31'],
  [42247.354166667, false, '2015-08-31 08:30:00'],
  [0.354166667, false, '08:30:00'],
  [1, false, '1900-01-01'],
  [59, false, '1900-02-28'],
  [60, false, '1900-02-29'],
  [61, false, '1900-03-01'],
  [0, true, '1904-01-01'],
  [2958465, false, '9999-12-31'],
  [2958466, false, null],
  [-1, false, null],
])('day %d, 1904: %s → %s', (serial, date1904, iso) => expect(serialToIso(serial, date1904)).toBe(iso));

test.each([
  [0, '00:00:00'],
  [0.354166667, '08:30:00'],
  [1, '24:00:00'],
  [1.0625, '25:30:00'],
  [-0.1, null],
])('%d days elapsed → %s', (days, text) => expect(serialToElapsed(days)).toBe(text));
