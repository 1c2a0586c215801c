import type { Alert, WatchlistEntry } from '@marketscope/contracts';
import { conditionWords, newYorkTime, restWords, startsAnew } from '@marketscope/domain';
import type { AlertTrouble } from '../../language/intent.ts';
import type { AlertChange } from '../../permission/alert-change.ts';
import type { Change } from '../../permission/change.ts';
import type { CreateAlertResult } from '../../tools/create-alert.ts';
import { companyName, day, percent, plain, plainNumber } from './figures.ts';
import { priceText, sourcesText } from './quotes.ts';

/** What a new alert does, why it waits if it does, and how often it would have fired. */
export function newAlertText(result: CreateAlertResult): string {
  const { alert, condition, waitsBecause, quote } = result;
  const { symbol } = alert;
  const told = `${symbol} is ${condition}${termsText(alert)}`;
  const set = result.made ? 'The alert is set' : 'You had this alert already';
  const session = startsAnew(alert) ? 'with the next session, or ' : '';
  const said = {
    'already-true': `${set}, but it waits: you asked to be told when ${told}, which is true already. It arms ${session}once that has been seen false.`,
    'value-unknown': `${set}, but it waits: you asked to be told when ${told}, and ${unknownText(result)}. It arms once that has been seen false.`,
    'has-fired': `${set}: it tells you when ${told}. It has fired, and can again ${session}once that has been seen false.`,
    armed: `${result.made ? 'Done.' : `${set}.`} I’ll tell you when ${told}.`,
  };
  return [
    said[waitsBecause ?? 'armed'],
    alert.note === null ? '' : `Your note: “${plain(alert.note)}”.`,
    lastYearText(result),
    presentText(result),
    quote ? `${symbol} ${priceText(quote)} ${sourcesText([quote])}` : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What an alert waits for since it was changed. */
export function changedAlertText(alert: Alert): string {
  const told = `${alert.symbol} is ${conditionWords(alert)}${termsText(alert)}`;
  switch (alert.state) {
    case 'armed':
      return `Done. I’ll tell you when ${told}.`;
    case 'snoozed':
      return `It is changed, and snoozed still. After that it tells you when ${told}.`;
    case 'waiting':
    case 'triggered':
    case 'expired':
      return `It is changed, but it waits: it tells you when ${told}, which is so already, or not known just now. It ${waitText(alert)}.`;
  }
}

/** How often, and until when: `, each time, resting for 7 days after it, until the end of 27 Nov 2026`. */
function termsText({
  repeat,
  cooldownMinutes,
  expiresAt,
}: Pick<Alert, 'repeat' | 'cooldownMinutes' | 'expiresAt'>): string {
  const repeats = repeat ? `, each time, at most once in ${restWords(cooldownMinutes ?? 0)}` : '';
  // An end at midnight in New York is the end of the day before.
  const lastDay = expiresAt === null ? null : newYorkTime(new Date(Date.parse(expiresAt) - 1)).date;
  return `${repeats}${lastDay === null ? '' : `, until the end of ${day(lastDay)}`}`;
}

function unknownText({ alert: { kind, symbol }, quote }: CreateAlertResult): string {
  if (!quote) return `I know no price of ${symbol} to compare with just now`;
  if (quote.stale) return 'its last known price is stale';
  return kind === 'price' || kind === 'base-percent'
    ? `I know no price of ${symbol} to compare with just now`
    : 'how that stands isn’t known just now';
}

/** How often it would have fired over the last year. */
function lastYearText({ alert, lastYear }: CreateAlertResult): string {
  if (lastYear === null || lastYear.from === null || lastYear.to === null)
    return 'How often it would have fired over the last year can’t be told: its history isn’t known.';
  const { wouldHaveFired: times, sessions, latestFirings } = lastYear;
  const last = latestFirings.at(-1);
  const span = `${sessions} sessions, ${day(lastYear.from)} to ${day(lastYear.to)}`;
  const base = alert.kind === 'base-percent' ? ', measured from that same price' : '';
  if (times === 0 || !last)
    return `By the closes of the last year${base}, it would not have fired (${span}).`;
  const often = times === 1 ? 'once' : `${times} times`;
  return `By the closes of the last year${base}, it would have fired ${often}${times > 1 ? ', last' : ''} on ${day(last.date)} (${span}).`;
}

/** How what is watched stands; a price and the change on the day are told with the quote. */
function presentText({ alert: { kind }, now }: CreateAlertResult): string {
  if (now === null) return '';
  const size = percent(Math.abs(now)).replace('+', '');
  switch (kind) {
    case 'drawdown':
      return `It is ${size} below its 52-week high now.`;
    case 'volume-ratio':
      return `Its volume is ${plainNumber(now)} times its 20-day average now.`;
    case 'average-cross':
      return `Its 50-day average is ${size} ${now < 0 ? 'below' : 'above'} its 200-day one now.`;
    case 'price':
    case 'change-percent':
    case 'base-percent':
      return '';
  }
}

const troubles: Record<AlertTrouble, string> = {
  company: 'Of which company or symbol?',
  price: 'At which price, or at which change?',
  direction: 'Should it tell you at or above that price, or at or below it?',
  'both-at-once':
    'One alert waits for one condition, and not for two at once. If each of them is to be told, say “or” in the place of “and”.',
  'how-often': 'Should it tell you each time, or only once? Say it again with one of the two.',
  'percent-of-what':
    'Is that percentage meant on the day (“in a day”), from the present price (“from here”), or from the 52-week high (“below its 52-week high”)?',
  'volume-multiple':
    'I can watch the volume as a multiple of its 20-day average, not as a number of shares: how many times the average?',
  'percent-over-longer':
    'I can watch a change on the day, from a base price, or from the 52-week high, but not over any other span of time. Which of these?',
  'negative-price': 'A price is never below zero. At which price?',
  'new-high-or-low':
    'I can’t watch for a new high or low as such. I can watch the price that it was, or how far the price is below its 52-week high.',
  'volume-below':
    'I can only watch for a volume above its average, not below it. Above how many times the average?',
  'drawdown-above':
    'I can only watch for a price that falls so far below its 52-week high, not for one that comes back up. A price to rise to, perhaps?',
  'unwatched-measure':
    'Of what you name I can set no alert: only of the price, its change on the day or from a base price, its distance from its 52-week high, its volume, and the cross of its 50-day and 200-day averages. A filter such as “rsi < 30” can be saved on the page of the screen, and tells you which symbols come to match it.',
};

/** What is still needed for an alert, or why there can be none of that. */
export function unclearAlertText(trouble: readonly AlertTrouble[]): string {
  const questions = trouble.map((each) => troubles[each]).join(' ');
  return `No alert is set yet. ${questions} For example: “Alert me when TSLA drops below 200”, “Alert me when TSLA falls 5% in a day”.`;
}

const states: Record<Exclude<Alert['state'], 'waiting'>, string> = {
  armed: 'armed',
  triggered: 'has fired',
  snoozed: 'snoozed',
  expired: 'expired',
};

/** One alert in a line. */
export function alertLine(alert: Alert): string {
  const { symbol, state, lastTriggeredAt } = alert;
  const fired = lastTriggeredAt === null ? '' : day(lastTriggeredAt.slice(0, 10));
  const when = fired === '' ? '' : state === 'triggered' ? ` on ${fired}` : `, last fired on ${fired}`;
  const noted = alert.note === null ? '' : ` – “${plain(alert.note)}”`;
  return `- ${symbol} is ${conditionWords(alert)}${termsText(alert)}: ${state === 'waiting' ? waitText(alert) : states[state]}${when}${noted}`;
}

function waitText(alert: Alert): string {
  return `waits ${startsAnew(alert) ? 'for the next session, or ' : ''}until it has been seen false`;
}

/** Which alert it is: `the alert for when TSLA is at or below $200.00`. */
export function alertName(alert: Alert): string {
  return `the alert for when ${alert.symbol} is ${conditionWords(alert)}`;
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
      return `set an alert for when ${change.symbol} is ${changeText(change)}`;
    case 'change-alert':
      return `change the threshold of the alert ${plain(change.alertId)} to ${plainNumber(change.threshold)}`;
    case 'delete-alert':
      return `delete the alert ${plain(change.alertId)}`;
  }
}

function changeText({ alertKind: kind, expiresOn, ...change }: AlertChange): string {
  const { repeat, cooldownMinutes } = change;
  const repeats = repeat ? `, each time, at most once in ${restWords(cooldownMinutes ?? 0)}` : '';
  const end = expiresOn === null ? '' : `, until the end of ${day(expiresOn)}`;
  return `${conditionWords({ ...change, kind, currency: null })}${repeats}${end}`;
}
