import { codeText } from '../schedule/scheduler-words.ts';
import type { PipelineStatus, RunStatus, ScheduleStatus, SlotStatus } from '../schedule/status.ts';
import { list } from './import-text.ts';

/** The schedule for reading. */
export function scheduleText(status: ScheduleStatus): string {
  const { services, pipelines, due_list, unreadable_lines } = status;
  const service =
    services.length === 0
      ? '定时服务没有在运行（heji schedule 启动；或由系统的计划任务定时运行 heji schedule --once）'
      : `定时服务在运行：${services.map(({ pid, since }) => `进程 ${pid}，${since} 启动`).join('；')}`;
  const dueList = due_list === null ? '' : `到期清单：最近做的是 ${due_list.day}，${codeText(due_list.code)}`;
  const unreadable =
    unreadable_lines === 0 ? '' : `注意：logs/schedule.jsonl 有 ${unreadable_lines} 行读不出，“试过几次”可能不全；运行过没有以台账为准`;
  return [service, ...pipelines.map(pipelineText), dueList, unreadable].filter((text) => text !== '').join('\n\n');
}

function pipelineText({ pipeline, title, next, last_scheduled, last_run, open }: PipelineStatus): string {
  const lines = [
    `${title}（${pipeline}）`,
    `  接下来：${next.join('，')}`,
    `  最近一次定时运行：${runText(last_scheduled)}`,
    ...(last_run !== null && last_run.run !== last_scheduled?.run ? [`  最近一次运行：${runText(last_run)}`] : []),
    ...(open.length > 0 ? ['  没有运行的时刻：', list(open.map(slotText).reverse())] : []),
  ];
  return lines.join('\n');
}

const runText = (run: RunStatus | null): string => (run === null ? '还没有' : `${run.run}（检查日 ${run.as_of}，${run.finished_at} 完成）`);

function slotText({ at, state, failures, last_code, not_before }: SlotStatus): string {
  const tried = failures === 0 ? '' : `，试过 ${failures} 次，最后一次${last_code === null ? '被结束或中断' : codeText(last_code)}`;
  switch (state) {
    case 'running':
      return `${at} 正在运行`;
    case 'waiting':
      return `${at} 待运行${tried}${not_before === null ? '' : `，${not_before} 以后再试`}`;
    case 'failed':
      return `${at} 没有做成${tried}；不再自动重试，请手工运行看原因`;
    case 'missed':
      return `${at} 错过，已不补做`;
  }
}
