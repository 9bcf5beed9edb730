import { describe, expect, it } from 'vitest';
import { codesOf, wordsOf } from '../../src/cli/word-list.ts';

const titles = { red: '红', blue: '蓝', 待核: '待核' };

describe('words of an option', () => {
  it.each(['红,blue', '红，blue', '红、blue', ' 红  blue '])('are parted by commas and blanks: %j', (text) => {
    expect(codesOf('--severity', text, titles)).toEqual(['red', 'blue']);
  });

  it('are none when the option was not used', () => {
    expect([wordsOf('--school', undefined), codesOf('--severity', undefined, titles)]).toEqual([[], []]);
  });

  it('must be there when it was', () => {
    expect(() => wordsOf('--school', ' , ')).toThrow('--school 后面没有写值。');
  });

  it('that are not known are answered with those that are', () => {
    expect(() => codesOf('--severity', '红,绿', titles)).toThrow(
      '--severity 写的是“绿”，可选：红（red）、蓝（blue）、待核；几个之间用逗号隔开。',
    );
  });
});
