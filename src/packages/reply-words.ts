import type { replyActions } from '../ledger/event.ts';

export type ReplyAction = (typeof replyActions)[number];

/** 处理方式: what a school picks, by what the ledger calls it. The first three are the national system's own words. */
export const actionWords: Readonly<Record<ReplyAction, string>> = {
  evidence: '佐证',
  changed: '变更',
  deleted: '删除',
  fixed: '已整改',
  explained: '情况说明',
};

/** File and first sheet of a school's package that come back with its answers. */
export const replyFile = '整改台账.xlsx';
export const replySheet = '整改台账';

/** Titles of the columns by which an answer is found again, and of those that the school fills in. */
export const replyColumns = {
  schoolCode: '学校标识码',
  number: '问题编号',
  problem: '问题类别',
  message: '具体表现',
  action: '处理方式',
  situation: '整改情况',
  proof: '佐证材料',
  responsible: '责任人',
  doneOn: '完成日期',
  key: '回执码（勿改）',
} as const;

/** Characters that the sheet takes in the columns of free text. */
export const longestReply = { situation: 500, proof: 200, responsible: 30 } as const;

/** When a school picks it, and what else it writes then. */
export const actionMeanings: Readonly<Record<ReplyAction, string>> = {
  evidence: '数据没有错，有原件为证。写明核对了什么原件、结果怎样，材料复印件加盖公章另行报送；县教育局采信后转为“已说明”。',
  changed: '数据有错，已经（或将要）在学籍系统里改正。写明改的是哪一项、由什么改成什么；以下次报送的数据为准销号。',
  deleted: '确属重复建籍、经县教育局核定由贵校办理的。写明核定的时间和文号；没有核定的不能选。',
  fixed: '问题已经解决：学生已返校、班额已调整等。写明什么时候、怎样解决的；以下次报送的数据为准销号。',
  explained: '情况属实而有正当理由，或者一时解决不了。写明理由、依据和打算；县教育局采信后转为“已说明”。',
};
