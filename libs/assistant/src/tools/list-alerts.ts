import { alert } from '@marketscope/contracts';
import { z } from 'zod';
import { defineTool } from './tool.ts';

/** Alerts that one answer can speak of; `total` tells how many there are. */
const MAX_ALERTS = 40;

export const listAlertsResult = z.object({ items: z.array(alert), total: z.number().int() });

export const listAlerts = defineTool({
  name: 'list_alerts',
  description: 'The user’s alerts with their ids and states, newest first.',
  input: z.strictObject({}),
  result: listAlertsResult,
  async run(_input, { alerts, userId }) {
    const items = await alerts.list(userId);
    return { result: { items: items.slice(0, MAX_ALERTS), total: items.length } };
  },
});
