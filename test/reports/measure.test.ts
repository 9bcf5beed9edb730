import { describe, expect, it } from 'vitest';
import { lineCount, rowHeight, textWidth, widestLine } from '../../src/reports/measure.ts';

describe('width of text', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['王小明', 6],
    ['𬭎', 2],
    ['阿·买', 6],
    ['五年级2班', 9],
  ])('%s is %i half-width characters wide', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it('is that of the widest line', () => {
    expect(widestLine('一二\n一二三\nab')).toBe(6);
  });
});

describe('lines of text', () => {
  it('takes one line up to the column less its padding, two beyond', () => {
    expect(lineCount('一二三四', 11)).toBe(1);
    expect(lineCount('一二三四', 10)).toBe(1);
    expect(lineCount('一二三四', 9)).toBe(2);
  });

  it('counts line breaks', () => {
    expect(lineCount('一\n二\n三', 20)).toBe(3);
  });

  it('never breaks a word that fits on a line of its own', () => {
    // Room for eight: 一二三 takes six, the number goes to the second line.
    expect(lineCount('一二三2026-10', 10)).toBe(2);
  });

  it('breaks a word that is wider than the column', () => {
    expect(lineCount('a'.repeat(40), 22)).toBe(3);
  });

  it('survives a column of no width', () => {
    expect(lineCount('一二', 0)).toBe(2);
  });
});

describe('row height', () => {
  it('grows with the lines and stops at what Excel allows', () => {
    expect(rowHeight(0)).toBe(rowHeight(1));
    expect(rowHeight(2)).toBeGreaterThan(rowHeight(1));
    expect(rowHeight(1000)).toBe(409);
  });
});
