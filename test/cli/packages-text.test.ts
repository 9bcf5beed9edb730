import { expect, it } from 'vitest';
import { packagesText } from '../../src/cli/packages-text.ts';

const rendered = {
  folder: '/county/outbox/run/schools',
  all: '/county/outbox/run/schools/全部学校.zip',
  schools: 12,
  items: 323,
  faults: 290,
  packages: [],
};

it('says why the schools have more items than the reports count faults', () => {
  expect(packagesText(rendered, '/county')).toBe(
    '学校整改件 12 份，共 323 项（同一错误被两项检查查出的各算一条；报表合计只算一次，是 290 条）：outbox/run/schools/全部学校.zip',
  );
});

it('says only where they are when each item is a fault of its own, and nothing when there are none', () => {
  expect(packagesText({ ...rendered, all: null, faults: 323 }, '/county')).toBe('学校整改件 12 份，共 323 项：outbox/run/schools/');
  expect(packagesText({ ...rendered, schools: 0 }, '/county')).toBe('');
});
