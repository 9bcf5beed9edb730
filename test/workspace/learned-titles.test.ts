import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Learning, learningFile, readLearnedTitles, readLearning, storeLearning } from '../../src/workspace/learned-titles.ts';
import { eachDrop } from '../lake/drop.ts';

const drop = eachDrop();

const learning: Learning = {
  version: 1,
  titles: [
    { dataset: 'students', title: '学生名字', column: 'name', learned_on: '2026-11-16' },
    { dataset: 'absences', title: '情况', column: null, learned_on: '2026-11-16' },
  ],
  tables: [{ titles: ['甲', '乙'], dataset: 'persons', learned_on: '2026-11-16' }],
};

describe('learned titles', () => {
  it('are none in a new workspace', () => {
    expect(readLearnedTitles(drop().workspace)).toEqual([]);
  });

  it('are kept readable, in one order, and leave nothing else behind', () => {
    const { workspace } = drop();
    storeLearning(workspace, learning);
    const once = readFileSync(workspace.path(learningFile), 'utf8');
    storeLearning(workspace, { ...learning, titles: [...learning.titles].reverse() });
    expect(readFileSync(workspace.path(learningFile), 'utf8')).toBe(once);
    expect(once).toContain('"title": "学生名字"');
    expect(readdirSync(workspace.folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('come back as readers take them', () => {
    const { workspace } = drop();
    storeLearning(workspace, learning);
    expect(readLearnedTitles(workspace)).toEqual([
      { dataset: 'absences', title: '情况', column: null },
      { dataset: 'students', title: '学生名字', column: 'name' },
    ]);
    expect(readLearning(workspace).tables).toEqual(learning.tables);
  });

  it.each(['{', '{"version":2,"titles":[],"tables":[]}', '{"version":1,"titles":[{"dataset":"students"}],"tables":[]}'])(
    'that are damaged (%s) are a failure, not forgotten',
    (text) => {
      const { workspace } = drop();
      writeFileSync(workspace.path(learningFile), text);
      expect(() => readLearnedTitles(workspace)).toThrow('learned-titles.json 已损坏');
    },
  );
});
