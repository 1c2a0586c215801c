import { z } from 'zod';
import { defineTool, ToolError } from './tool.ts';

export const deleteAlertResult = z.object({ alertId: z.string(), deleted: z.boolean() });

export const deleteAlert = defineTool({
  name: 'delete_alert',
  description: 'Deletes one of the user’s alerts by its id, which list_alerts tells.',
  input: z.strictObject({ alertId: z.string().min(1).max(64) }),
  result: deleteAlertResult,
  change: ({ alertId }) => ({ kind: 'delete-alert', alertId }),
  async run({ alertId }, { alerts, userId }) {
    if (!(await alerts.delete(userId, alertId))) throw new ToolError('The user has no such alert.');
    return { result: { alertId, deleted: true } };
  },
});
