import { chineseDate, foot, type Letter, type LetterFacts, type LetterPart, letterOf, rosterText, slip, uncheckedParts } from './letter.ts';

export const noticeFile = '整改通知书.docx';

/** 整改通知书: how many problems of what kinds, and by when. What they are is in 整改台账.xlsx. */
export function noticeLetter(facts: LetterFacts): Letter {
  return letterOf(facts, '学籍问题整改通知书', [
    { kind: 'text', text: leadOf(facts) },
    ...lateParts(facts),
    { kind: 'table', table: severityTable(facts) },
    ...problemParts(facts),
    { kind: 'heading', text: '整改要求' },
    ...demandsOf(facts).map((text): LetterPart => ({ kind: 'text', text })),
    ...uncheckedParts(facts, (count) => `另有 ${count} 项检查没有运行，不等于没有问题。缺的数据请一并补报：`),
    ...foot(facts),
    ...slip(facts, [
      { label: '收到', text: `已收到通知书和《整改台账》（共 ${facts.items} 项）。收到日期：　　　年　　月　　日` },
      { label: '责任人', text: '姓名：　　　　　　　　　联系电话：' },
      { label: '打算', text: '预计全部办结日期：　　　年　　月　　日' },
    ]),
  ]);
}

function leadOf(facts: LetterFacts): string {
  const { items, newItems, reopenedItems, overdueItems } = facts;
  const parts = [
    newItems > 0 ? `本期新增 ${newItems} 项` : '',
    reopenedItems > 0 ? `销号后再次查出 ${reopenedItems} 项` : '',
    overdueItems > 0 ? `已超过整改时限 ${overdueItems} 项` : '',
  ].filter((part) => part !== '');
  const among = parts.length === 0 ? '' : `，其中${parts.join('、')}`;
  return `${chineseDate(facts.asOf)}${facts.pipelineTitle}查出贵校${rosterText(facts)}有 ${items} 项问题需要整改${among}。逐项内容见随附的《整改台账》，请逐项核实、整改并报回。`;
}

/** A school that sent nothing is told so here too: it gets no reminder of its own. */
function lateParts(facts: LetterFacts): LetterPart[] {
  const { submission, dataDate } = facts;
  if (submission === '本期未报送') {
    const last = dataDate === null ? '' : `（最近一次的截取日是 ${chineseDate(dataDate)}）`;
    return [{ kind: 'text', text: `贵校本期没有报送学籍数据${last}，请立即补报。${earlierText(facts)}` }];
  }
  if (submission === '疑似不完整（已扣住）') {
    return [
      { kind: 'text', text: '贵校本期报送的学籍数据疑似不完整，已经扣住，没有生效，请按《退回单》核对或补报。下列问题没有据此复查。' },
    ];
  }
  return [];
}

/** What is found without the school's data, in the county's own tables, is new all the same. */
function earlierText({ items, newItems, reopenedItems }: LetterFacts): string {
  const earlier = items - newItems - reopenedItems;
  if (earlier === 0) return '';
  const which = earlier === items ? '下列问题' : `下列问题中有 ${earlier} 项`;
  return `${which}是此前查出、尚未销号的；没有报送，就没有复查，不能销号。`;
}

const severityTable = ({ severities }: LetterFacts) => ({
  columns: [
    { title: '级别', percent: 30 },
    { title: '项数', percent: 15, centred: true },
    { title: '其中逾期', percent: 15, centred: true },
    { title: '整改时限', percent: 40, centred: true },
  ],
  rows: severities.map(({ severity, items, overdue, due }) => [severity, String(items), String(overdue), due]),
});

/** More kinds than these are told in the list only. */
const mostProblems = 6;

function problemParts({ problems }: LetterFacts): LetterPart[] {
  const rest = problems.slice(mostProblems);
  const items = rest.reduce((sum, problem) => sum + problem.items, 0);
  const rows = problems.slice(0, mostProblems).map(({ problem, severity, items: count, due }) => [problem, severity, String(count), due]);
  return [
    {
      kind: 'table',
      table: {
        columns: [
          { title: '问题类别', percent: 40 },
          { title: '级别', percent: 10, centred: true },
          { title: '项数', percent: 15, centred: true },
          { title: '整改时限', percent: 35, centred: true },
        ],
        rows: rest.length === 0 ? rows : [...rows, [`其余 ${rest.length} 类（见《整改台账》）`, '', String(items), '']],
      },
    },
  ];
}

function demandsOf({ answerBy }: LetterFacts): string[] {
  const until = answerBy === null ? '在各项的整改时限内' : `最迟于 ${chineseDate(answerBy)}`;
  return [
    `一、${until}办结并报回《整改台账》：逐项选“处理方式”，写明整改情况、佐证材料、责任人和完成日期；当日处置的，当日办。`,
    '二、数据在学籍系统里改，下次报送时带上来，以那时的数据为准销号；数据没有错的，提交“佐证”或“情况说明”，由县教育局审核。',
    '三、学生的学籍没有查清之前一律保留原样，不得自行处置；涉及两所学校的，由县教育局核定。',
  ];
}
