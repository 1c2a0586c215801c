import { alert } from '@marketscope/contracts';
import { conditionWords } from '@marketscope/domain';
import { z } from 'zod';
import { asManyAsFit } from './largest-result.ts';
import { defineTool } from './tool.ts';

/** An alert with what it waits for in words, as they follow “TSLA is”. */
export const listedAlert = alert.extend({ condition: z.string() });
export type ListedAlert = z.infer<typeof listedAlert>;

/** `total` tells how many there are, of which one answer may not hold all. */
export const listAlertsResult = z.object({ items: z.array(listedAlert), total: z.number().int() });

export const listAlerts = defineTool({
  name: 'list_alerts',
  description:
    'The user’s alerts of every kind with their ids, what they wait for in words, and their states, newest first.',
  input: z.strictObject({}),
  result: listAlertsResult,
  async run(_input, { alerts, userId }) {
    const items = await alerts.list(userId);
    const listed = items.map((each) => ({ ...each, condition: conditionWords(each) }));
    return { result: { items: asManyAsFit(listed), total: items.length } };
  },
});
