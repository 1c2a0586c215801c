import { conditionWords } from '@marketscope/domain';
import { z } from 'zod';
import { listedAlert } from './list-alerts.ts';
import { defineTool, ToolError } from './tool.ts';

export const changeAlertResult = z.object({ alert: listedAlert });

export const changeAlert = defineTool({
  name: 'change_alert',
  description:
    'Gives one of the user’s alerts another threshold, by its id, which list_alerts tells. One that has fired watches again; one that is true already then waits until it has been seen false, or, of change-percent and volume-ratio, for the next session. A fall in percent is negative.',
  input: z.strictObject({ alertId: z.string().min(1).max(64), threshold: z.number() }),
  result: changeAlertResult,
  change: ({ alertId, threshold }) => ({ kind: 'change-alert', alertId, threshold }),
  async run({ alertId, threshold }, { alerts, userId }) {
    let changed = await alerts.edit(userId, alertId, { threshold });
    // One that is done stays so when its threshold is what it was: it is to watch again all the same.
    if (changed?.state === 'triggered' || changed?.state === 'expired')
      changed = await alerts.edit(userId, alertId, { rearm: true });
    if (!changed) throw new ToolError('The user has no such alert.');
    return { result: { alert: { ...changed, condition: conditionWords(changed) } } };
  },
});
