import { chineseDate, foot, type Letter, type LetterFacts, letterOf, rosterText, slip, uncheckedParts } from './letter.ts';

export const reminderFile = '催报通知.docx';

/** 催报通知: for a school about which nothing is known this time. 未报送 is not 无问题. */
export function reminderLetter(facts: LetterFacts): Letter {
  return letterOf(facts, '学籍数据催报通知', [
    { kind: 'text', text: whatIsMissing(facts) },
    { kind: 'text', text: '没有数据，就没有检查，不等于没有问题。贵校列入本期未查清单，补报并检查之前不作零报告。' },
    ...uncheckedParts(facts, (count) => `因此没有运行的检查共 ${count} 项：`),
    { kind: 'text', text: whatToDo(facts) },
    ...foot(facts),
    ...slip(facts, [
      { label: '收到', text: '已收到催报通知。收到日期：　　　年　　月　　日' },
      { label: '责任人', text: '姓名：　　　　　　　　　联系电话：' },
      { label: '补报', text: '□ 已于　　月　　日报送　　　　□ 定于　　月　　日报送' },
      { label: '未报原因', text: '' },
    ]),
  ]);
}

function whatIsMissing(facts: LetterFacts): string {
  const day = `截至${chineseDate(facts.asOf)}${facts.pipelineTitle}`;
  if (facts.kind === 'held') return `${day}，贵校最近报送的学籍数据疑似不完整，已经扣住，没有生效，本期没有据此检查。`;
  if (facts.kind === 'unchecked') return `${day}，贵校报送的数据${rosterText(facts)}缺少检查所需的内容，没有一项检查能够运行。`;
  if (facts.dataDate === null) return `${day}，没有收到贵校的学籍数据。`;
  return `${day}，没有收到贵校本期的学籍数据；最近一次的截取日是 ${chineseDate(facts.dataDate)}，已经过期。`;
}

function whatToDo({ kind }: LetterFacts): string {
  if (kind === 'held') return '请按《退回单》核对：漏报的班级、学生立即补报；确实减少的，逐人写明去向并附合法离籍的手续，报县教育局确认。';
  if (kind === 'unchecked') return '请按上表所列的原因补齐数据，立即重新报送。';
  return '请立即从学籍系统导出全校学生名册（含全部班级）和本期应报的其他各表，报送县教育局。';
}
