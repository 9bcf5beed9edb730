/** What was found, and what to do about it. */
export interface Told {
  readonly problem: string;
  readonly advice: string;
}

/** 请 opens the advice, except in 请假; a condition may stand before it (若是，请…). */
const turn = /[；，。](?=(?:[若如确][^；，。]{0,24}，)?请(?!假))/;

/** Parts the sentence of a refusal or an issue where its advice begins. `otherwise`: the advice of one that gives none. */
export function toldApart(sentence: string, otherwise: string): Told {
  const at = sentence.search(turn);
  if (at < 0) return { problem: sentence, advice: otherwise };
  return { problem: sentence.slice(0, at), advice: sentence.slice(at + 1) };
}

/** A reason without what it quotes of a row or of another file: a slip holds no pupil's name, and nothing of another school's. */
export const withoutContent = (reason: string): string =>
  reason.replace(/（(第\d+行(?:[A-Z]+列)?)是“.*”）/su, '（见$1）').replace(/与“.*”(?=内容完全相同)/su, '与另一个文件');

/** A held submission as the school is asked about it: nobody is accused of having left pupils out. */
export function askAboutHeld(reason: string): Told {
  const [found = reason] = reason.split('。');
  return {
    problem: `本次报送暂未生效。${found.replace('整班不见了', '没有看到这些班').replace('没有合法去向', '没有看到转出、毕业等去向')}`,
    advice: '请核对：是否漏报？漏报的请补齐后整校重报；没有漏报的请在回执中写明去向（转出、毕业等），由教育局确认后生效。',
  };
}
