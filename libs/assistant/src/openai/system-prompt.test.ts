import { expect, it } from 'vitest';
import { tools } from '../tools/index.ts';
import { systemPrompt } from './system-prompt.ts';

it('tells of the calendar where the market is a recorded one, since the ends of alerts go by it', () => {
  expect(systemPrompt({ today: '2009-06-02', calendarToday: '2026-11-20' })).toMatch(
    /market's date is 2009-06-02 \(a recorded market; by the calendar it is 2026-11-20/,
  );
  expect(systemPrompt({ today: '2026-11-20', calendarToday: '2026-11-20' })).not.toContain('recorded market');
});

it('names no tool that there is not', () => {
  const named = systemPrompt({ today: '2026-11-20', calendarToday: '2026-11-20' }).match(
    /\b[a-z]+_[a-z_]+\b/g,
  );
  const names = tools.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(named ?? []));
});
