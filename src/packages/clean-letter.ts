import { chineseDate, foot, type Letter, type LetterFacts, letterOf, rosterText, slip, uncheckedParts } from './letter.ts';

export const cleanFile = '零报告回执.docx';

/** 零报告回执: for a school that sent its data and has nothing to mend; what was not looked at is said. */
export function cleanLetter(facts: LetterFacts): Letter {
  return letterOf(facts, '学籍检查零报告回执', [
    {
      kind: 'text',
      text: `${chineseDate(facts.asOf)}${facts.pipelineTitle}对贵校报送的数据${rosterText(facts)}运行了 ${facts.checksRun} 项检查，本期无问题：没有需要贵校整改的问题。`,
    },
    ...uncheckedParts(facts, (count) => `下列 ${count} 项检查没有运行，不在“无问题”之内。缺的数据属于学校报送的，请补报：`),
    {
      kind: 'text',
      text: '请对照在校学生核对学籍名册，填写下面的回执，盖章报回。零报告只说明报送的数据里没有查出问题；学生不到校、去向不明的，仍须当日上报。',
    },
    ...foot(facts),
    ...slip(facts, [
      { label: '人数', text: '名册在籍　　　　　人，实际在校　　　　　人' },
      { label: '核对结果', text: '□ 已逐班核对，名册与在校学生一致，无问题' },
      { label: '', text: '□ 另有下列情况：' },
    ]),
  ]);
}
