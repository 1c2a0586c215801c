import type { Alert, QuoteResponse, WatchlistEntry } from '@marketscope/contracts';
import type { MissingInAlert } from '../../language/intent.ts';
import type { Change } from '../../permission/change.ts';
import { companyName, day, money, plain } from './figures.ts';
import { priceText, sourcesText } from './quotes.ts';

/** `at or below $200.00` */
export function conditionText({
  direction,
  threshold,
  currency,
}: Pick<Alert, 'direction' | 'threshold' | 'currency'>): string {
  return `at or ${direction} ${money(threshold, currency)}`;
}

/** What a new alert does, and why it waits if it does. */
export function newAlertText({
  alert,
  waitsBecause,
  quote,
}: {
  alert: Alert;
  waitsBecause: 'already-true' | 'price-unknown' | null;
  quote: QuoteResponse | null;
}): string {
  const condition = `${alert.symbol} is ${conditionText(alert)}`;
  const now = quote ? `${alert.symbol} ${priceText(quote)}` : '';
  const noted = alert.note === null ? '' : ` Your note: “${plain(alert.note)}”.`;
  const source = quote ? sourcesText([quote]) : '';
  const said = {
    'already-true': `The alert is set, but it waits: you asked to be told when ${condition}, which is true already. It arms once the price has been seen on the other side, and tells you when it comes back.${noted} ${now} ${source}`,
    'price-unknown': `The alert is set, but it waits: you asked to be told when ${condition}, and I know no price of ${alert.symbol} to compare with just now. It arms once the price has been seen on the other side.${noted}`,
    armed: `Done. I’ll tell you when ${condition}.${noted} ${now} ${source}`,
  };
  return said[waitsBecause ?? 'armed'].trim();
}

const questions: Record<MissingInAlert, string> = {
  company: 'Of which company or symbol?',
  price: 'At which price?',
  direction: 'Should it tell you at or above that price, or at or below it?',
  'price-not-percent': 'I can only watch prices, not percentages: at which price?',
};

/** What is still needed for an alert. */
export function unclearAlertText(missing: readonly MissingInAlert[]): string {
  return `I can set that alert. ${missing.map((each) => questions[each]).join(' ')} For example: “Alert me when TSLA drops below 200”.`;
}

const states: Record<Alert['state'], string> = {
  armed: 'armed',
  waiting: 'waits, as it was true already or no price was known; it arms once it has been seen false',
  triggered: 'has fired',
  snoozed: 'snoozed',
  expired: 'expired',
};

/** One alert in a line. */
export function alertLine(alert: Alert): string {
  const fired = alert.lastTriggeredAt === null ? '' : ` on ${day(alert.lastTriggeredAt.slice(0, 10))}`;
  const noted = alert.note === null ? '' : ` – “${plain(alert.note)}”`;
  return `- ${alert.symbol} ${conditionText(alert)}: ${states[alert.state]}${fired}${noted}`;
}

/** What became of a wish to watch a symbol. */
export function watchedText({ entry, added }: { entry: WatchlistEntry; added: boolean }): string {
  const who = companyName(entry);
  return added ? `${who} is on your watchlist now.` : `${who} was on your watchlist already.`;
}

/** Asks for a yes before something is changed. */
export function confirmationText(change: Change): string {
  return `Shall I ${wishText(change)}? Nothing is changed until you say yes.`;
}

function wishText(change: Change): string {
  switch (change.kind) {
    case 'watch':
      return `add ${change.symbol} to your watchlist`;
    case 'create-alert':
      return `set an alert for ${change.symbol} ${conditionText({ ...change, currency: null })}`;
    case 'delete-alert':
      return `delete the alert ${plain(change.alertId)}`;
  }
}
