import { rescaled, type AlertStore, type Split } from '@marketscope/domain';
import { changeAlert, type ChangingAlerts } from './change-alert.ts';

/**
 * Takes the money of a symbol's alerts, thresholds in prices and base prices, into prices of the new shares; answers how many
 * were changed. Done again for the same split, or after a crash half way, it changes each alert once in all.
 */
export async function rescaleAlerts(
  symbol: string,
  split: Split,
  { alerts }: { alerts: ChangingAlerts & Pick<AlertStore, 'moneyAlerts'> },
): Promise<number> {
  let count = 0;
  for await (const page of alerts.moneyAlerts(symbol))
    for (const alert of page) {
      const { changed } = await changeAlert(alert, (read) => rescaled(read, split), alerts);
      if (changed) count += 1;
    }
  return count;
}
