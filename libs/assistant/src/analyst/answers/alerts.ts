import type { Alert } from '@marketscope/contracts';
import type { AlertTerms, Intent, MeantAlerts, WantedAlert } from '../../language/intent.ts';
import { isMeantAlert, onlyMeant, takesThreshold, thresholdFor } from '../../language/meant-alert.ts';
import { changeAlert, changeAlertResult } from '../../tools/change-alert.ts';
import { createAlert, createAlertResult } from '../../tools/create-alert.ts';
import { deleteAlert, deleteAlertResult } from '../../tools/delete-alert.ts';
import { listAlerts, listAlertsResult } from '../../tools/list-alerts.ts';
import { companiesOf, companyOf } from '../company.ts';
import type { Evidence, PlannedCall } from '../evidence.ts';
import { alertLine, alertName, changedAlertText, confirmationText, newAlertText } from '../write/changes.ts';
import { plain } from '../write/figures.ts';
import { strangerText } from '../write/phrases.ts';
import { failedText, findQuotes } from './market.ts';

export function answerNewAlerts(
  { alerts, terms }: Extract<Intent, { kind: 'create-alert' }>,
  evidence: Evidence,
): string | undefined {
  const texts = alerts.map((wanted) => newAlert(wanted, terms, evidence));
  return texts.includes(undefined) ? undefined : texts.join('\n\n');
}

function newAlert(wanted: WantedAlert, terms: AlertTerms, evidence: Evidence): string | undefined {
  const company = companyOf(wanted.subject, evidence);
  if (!company) return undefined;
  if (company.kind !== 'known') return strangerText(company);
  const { symbol } = company;
  const { threshold } = wanted;
  const direction = wanted.direction === 'either' ? sideOf(symbol, threshold, evidence) : wanted.direction;
  if (direction === undefined) return undefined;
  if (direction === null)
    return `I know no price of ${symbol} just now, so I can’t tell from which side it would reach that. Say “at or above” or “at or below”.`;
  return makeAlert(
    { name: createAlert.name, args: { symbol, direction, ...argumentsOf(wanted, terms) } },
    symbol,
    evidence,
  );
}

/** What a call says beside the symbol and the side; what nobody asked for is left out. */
function argumentsOf(
  { kind, threshold, basePrice }: WantedAlert,
  { repeat, cooldownMinutes, expiresOn, note }: AlertTerms,
): Record<string, unknown> {
  return {
    ...(kind !== 'price' && { kind }),
    ...(kind !== 'average-cross' && { threshold }),
    ...(basePrice !== null && { basePrice }),
    ...(repeat && { repeat }),
    ...(cooldownMinutes !== null && { cooldownMinutes }),
    ...(expiresOn !== null && { expiresOn }),
    ...(note !== null && { note }),
  };
}

/** Makes an alert, and tells what came of it. */
export function makeAlert(call: PlannedCall, symbol: string, evidence: Evidence): string | undefined {
  const finding = evidence.ask(call, createAlertResult);
  if (!finding) return undefined;
  if (finding.kind === 'unconfirmed') return confirmationText(finding.change);
  if (finding.kind === 'failed') return `I couldn’t set the alert for ${symbol}: ${plain(finding.error)}`;
  return newAlertText(finding.result);
}

/** The side of a threshold that a price is not on yet; null when no price is known, undefined until it was asked for. */
function sideOf(
  symbol: string,
  threshold: number,
  evidence: Evidence,
): Alert['direction'] | null | undefined {
  const finding = findQuotes([symbol], evidence);
  if (!finding) return undefined;
  const price = finding.kind === 'found' ? finding.result.quotes[0]?.price : undefined;
  if (price === undefined) return null;
  return threshold >= price ? 'above' : 'below';
}

export function answerAlertList(
  { subjects }: Extract<Intent, { kind: 'list-alerts' }>,
  evidence: Evidence,
): string | undefined {
  const companies = companiesOf(subjects, evidence);
  const list = evidence.ask({ name: listAlerts.name, args: {} }, listAlertsResult);
  if (!companies || !list) return undefined;
  if (list.kind !== 'found') return failedText('your alerts', list);
  const { symbols, others } = companies;
  const { items, total } = list.result;
  const wanted = subjects.length === 0 ? items : items.filter(({ symbol }) => symbols.includes(symbol));
  const whose = symbols.length === 0 ? '' : ` on ${symbols.join(', ')}`;
  const text =
    wanted.length === 0
      ? `You have no alerts${whose}. Say “Alert me when TSLA drops below 200” to set one.`
      : [`Your alerts${whose}:`, '', ...wanted.map(alertLine)].join('\n');
  const rest =
    total > items.length ? `You have ${total} alerts; the newest ${items.length} were looked at.` : '';
  return [...(subjects.length > 0 && symbols.length === 0 ? [] : [text]), ...others.map(strangerText), rest]
    .filter(Boolean)
    .join('\n\n');
}

/** The alerts that are meant, of which symbols, and among how many that were looked at, of how many; or what to say where they can't be told. */
function alertsMeant(
  which: MeantAlerts,
  evidence: Evidence,
): { alerts: Alert[]; symbols: string[]; looked: number; total: number } | string | undefined {
  const companies = companiesOf(which.subjects, evidence);
  const list = evidence.ask({ name: listAlerts.name, args: {} }, listAlertsResult);
  if (!companies || !list) return undefined;
  if (list.kind !== 'found') return failedText('your alerts', list);
  const { symbols, others } = companies;
  if (others.length > 0) return others.map(strangerText).join('\n\n');
  const { items, total } = list.result;
  const alerts = items.filter(
    (alert) =>
      isMeantAlert(which, alert) &&
      (which.id !== undefined || which.subjects.length === 0 || symbols.includes(alert.symbol)),
  );
  return { alerts, symbols, looked: items.length, total };
}

/** Has the one alert that is meant wait for something else; of several it asks which. */
export function answerAlertChange(
  { which, threshold }: Extract<Intent, { kind: 'change-alert' }>,
  evidence: Evidence,
): string | undefined {
  const found = alertsMeant(which, evidence);
  if (found === undefined || typeof found === 'string') return found;
  const fitting = found.alerts.filter((alert) => takesThreshold(alert, threshold));
  const [symbol = 'TSLA'] = found.symbols;
  if (fitting.length === 0)
    return `You have no such alert, so nothing was changed. Say “Alert me when ${symbol} drops below 200” to set one.`;
  const meant = onlyMeant(fitting);
  if (!meant)
    return [
      'Several alerts fit, so I changed none. Say which by its price or percentage, as in “Set my TSLA alert at 200 to 190”:',
      '',
      ...fitting.map(alertLine),
    ].join('\n');
  const args = { alertId: meant.id, threshold: thresholdFor(meant, threshold) };
  return giveThreshold({ name: changeAlert.name, args }, meant, evidence);
}

/** Changes an alert, and tells what came of it. */
export function giveThreshold(
  call: PlannedCall,
  alert: Alert | undefined,
  evidence: Evidence,
): string | undefined {
  const finding = evidence.ask(call, changeAlertResult);
  if (!finding) return undefined;
  if (finding.kind === 'unconfirmed') return confirmationText(finding.change);
  if (finding.kind === 'failed')
    return `I couldn’t change ${alert ? alertName(alert) : 'that alert'}: ${plain(finding.error)}`;
  return changedAlertText(finding.result.alert);
}

export function answerAlertDeletion(
  { which }: Extract<Intent, { kind: 'delete-alert' }>,
  evidence: Evidence,
): string | undefined {
  const found = alertsMeant(which, evidence);
  if (found === undefined || typeof found === 'string') return found;
  const { alerts: meant, looked, total } = found;
  if (meant.length === 0) return 'You have no such alert, so nothing was deleted.';
  if (meant.length > 1 && !which.all)
    return [
      'Several alerts fit, so I deleted none. Say which by its price or percentage, or say “all”:',
      '',
      ...meant.map(alertLine),
    ].join('\n');
  const removals = meant.map((alert) => removeAlert(alert, evidence));
  if (removals.includes(undefined)) return undefined;
  const waiting = meant.filter((_, index) => removals[index] === 'unconfirmed');
  const texts =
    waiting.length > 1
      ? [
          `Shall I delete these ${waiting.length} alerts? Nothing is changed until you say yes.`,
          '',
          ...waiting.map(alertLine),
        ]
      : meant.map((alert, index) =>
          removals[index] === 'unconfirmed'
            ? `Shall I delete ${alertName(alert)}? Nothing is changed until you say yes.`
            : removals[index],
        );
  const rest =
    total > looked ? [`I looked at ${looked} of your ${total} alerts. Ask again for the rest.`] : [];
  return [...texts, ...rest].join('\n');
}

/** Says that nothing was set, and which alerts there are that could be deleted. */
export function answerNoAlert(
  { subjects }: Extract<Intent, { kind: 'no-alert' }>,
  evidence: Evidence,
): string | undefined {
  const companies = companiesOf(subjects, evidence);
  const list = evidence.ask({ name: listAlerts.name, args: {} }, listAlertsResult);
  if (!companies || !list) return undefined;
  const nothing = 'I set no alert, and changed none.';
  if (list.kind !== 'found') return nothing;
  const { symbols } = companies;
  const there = list.result.items.filter(({ symbol }) => subjects.length === 0 || symbols.includes(symbol));
  if (there.length === 0)
    return `${nothing} You have none${symbols.length === 0 ? '' : ` on ${symbols.join(', ')}`}.`;
  return [
    `${nothing} You have these; say “Delete my ${there[0]?.symbol} alert” to be rid of one:`,
    '',
    ...there.map(alertLine),
  ].join('\n');
}

/** Deletes an alert, and tells what came of it; `unconfirmed` where the person has to be asked first. */
function removeAlert(alert: Alert, evidence: Evidence): string | undefined {
  const what = alertName(alert);
  const finding = evidence.ask({ name: deleteAlert.name, args: { alertId: alert.id } }, deleteAlertResult);
  if (!finding) return undefined;
  if (finding.kind === 'unconfirmed') return 'unconfirmed';
  return finding.kind === 'failed'
    ? `I couldn’t delete ${what}: ${plain(finding.error)}`
    : `I deleted ${what}.`;
}
