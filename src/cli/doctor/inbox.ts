import { listDrop } from '../../lake/inbox.ts';
import { type Diagnosis, fine, names, notice } from './diagnosis.ts';

/** What waits to be imported, and what lies there without being data. */
export function inspectInbox(inbox: string): Diagnosis {
  const files = listDrop(inbox, []);
  const junk = files.filter((file) => file.junk !== null);
  const waiting = files.filter((file) => file.junk === null);
  const rubbish = junk.length === 0 ? '' : `；另有 ${junk.length} 个不是数据的文件（${names(junk.map(({ file }) => file))}），可以删除`;
  if (waiting.length === 0) return fine('收件文件夹', `没有等待导入的文件${rubbish}`);
  return notice(
    '收件文件夹',
    `${waiting.length} 个文件没有导入：${names(waiting.map(({ file }) => file))}${rubbish}`,
    '运行 heji import；已经试过而仍在这里的，是没有读懂的，原因见上次导入的结果或报表“未导入”',
  );
}
