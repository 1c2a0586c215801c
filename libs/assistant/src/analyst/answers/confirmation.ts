import { z } from 'zod';
import { addToWatchlist } from '../../tools/add-to-watchlist.ts';
import { changeAlert } from '../../tools/change-alert.ts';
import { createAlert } from '../../tools/create-alert.ts';
import { deleteAlert, deleteAlertResult } from '../../tools/delete-alert.ts';
import type { Evidence, PlannedCall } from '../evidence.ts';
import { listAlerts, listAlertsResult } from '../../tools/list-alerts.ts';
import { alertName, confirmationText } from '../write/changes.ts';
import { plain } from '../write/figures.ts';
import { phrases } from '../write/phrases.ts';
import { giveThreshold, makeAlert } from './alerts.ts';
import { watch } from './watchlist.ts';

const withSymbol = z.object({ symbol: z.string() });

/** Does what the answer before asked about, now that the person has said yes. */
export function answerConfirmation(evidence: Evidence): string | undefined {
  if (evidence.unconfirmed.length === 0) return phrases.nothingToConfirm;
  const texts = evidence.unconfirmed.map((call) => carryOut(call, evidence));
  return texts.includes(undefined) ? undefined : texts.join('\n\n');
}

function carryOut(call: PlannedCall, evidence: Evidence): string | undefined {
  const symbol = withSymbol.safeParse(call.args).data?.symbol ?? '';
  if (call.name === addToWatchlist.name) return watch(symbol, evidence);
  if (call.name === createAlert.name) return makeAlert(call, symbol, evidence);
  if (call.name !== deleteAlert.name && call.name !== changeAlert.name) return phrases.nothingToConfirm;
  const list = evidence.ask({ name: listAlerts.name, args: {} }, listAlertsResult);
  if (!list) return undefined;
  const meant =
    list.kind === 'found' ? list.result.items.find(({ id }) => id === call.args['alertId']) : undefined;
  if (call.name === changeAlert.name) return giveThreshold(call, meant, evidence);
  const finding = evidence.ask(call, deleteAlertResult);
  if (!finding) return undefined;
  if (finding.kind === 'unconfirmed') return confirmationText(finding.change);
  const what = meant ? alertName(meant) : 'that alert';
  return finding.kind === 'failed'
    ? `I couldn’t delete ${what}: ${plain(finding.error)}`
    : `I deleted ${what}.`;
}
