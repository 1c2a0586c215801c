import type { SearchHit } from '@marketscope/contracts';
import { sourceWords } from '@marketscope/domain';
import type { UnsupportedTopic } from '../../language/intent.ts';
import type { Company } from '../company.ts';
import { plain } from './figures.ts';

const self =
  'I’m MarketScope’s built-in analyst: fixed rules that read your question and look up the figures, not a language model.';
const abilities = `I can

- tell prices: “What’s AAPL’s price?”
- tell how they moved: “How has Apple done since March?”
- compare: “Compare MSFT and NVDA this year”
- look through the market: “What fell most today?”, “Screen for drawdown below -20% and volume ratio above 2”
- quote documents: “What was Apple’s revenue in the second quarter?”
- find symbols: “What’s the ticker of Netflix?”
- keep your watchlist: “Show my watchlist”, “Add NVDA to my watchlist”
- keep alerts: “Alert me when TSLA drops below 200”, “Alert me every time MSFT falls 5% in a day”, “Show my alerts”, “Delete my TSLA alert”`;

export const phrases = {
  help: `${self} ${abilities}`,
  greet: `Hello! ${self} ${abilities}`,
  identify: `${self} Every figure I state comes from a tool’s result, which you can open above the answer.`,
  thank: 'You’re welcome.',
  decline: 'Fine, nothing was changed.',
  nothingToConfirm: 'There is nothing that waits for your yes. Tell me what you would like to know or do.',
  unknown: `I couldn’t make out what you ask. ${self} ${abilities}`,
};

const refusals: Record<UnsupportedTopic, string> = {
  advice:
    'I give no advice and no forecasts. I can tell how a price stands and how it has moved, and watch it for you.',
  'changing-alert':
    'From here I can give an alert another threshold, as in “Set my AAPL alert to 130”, and no other change, so nothing was changed. You can on the page of alerts.',
  future:
    'What is to come isn’t known, and I give no forecasts. I can tell how a price stands and how it has moved, and watch it for you.',
  documents:
    'I can’t write or upload documents. You can upload them on the page of documents; I quote what stands in them.',
  news: 'I have no news, so I can’t tell why a price moved. I can tell how it moved.',
  'indicators-of-one':
    'I can’t tell one symbol’s indicators by its name: they stand in its row on the page of the screen. I can tell which symbols match: “Which stocks are oversold?”, “Screen for volatility > 40%”.',
  'removing-from-watchlist':
    'I can’t remove symbols from your watchlist from here. You can on the watchlist’s own page.',
  valuation:
    'I know no valuations such as P/E ratios or market capitalisations. I can tell prices, and quote what stands in documents.',
  trading: 'I can’t trade. I can tell prices, and watch them for you.',
};

/** Says what can't be done, and what can instead. */
export function refusal(topic: UnsupportedTopic): string {
  return `${refusals[topic]} (I’m the built-in analyst, with fixed rules and no language model.)`;
}

/** What a search found. */
export function searchText(name: string, hits: readonly SearchHit[]): string {
  if (hits.length === 0) return `I found no symbol for “${plain(name)}”.`;
  return [`For “${plain(name)}” I found:`, '', ...hits.map(hitLine)].join('\n');
}

function hitLine({ symbol, name, exchange, source }: SearchHit): string {
  const where = exchange === null ? '' : `, ${plain(exchange)}`;
  const generated = source === 'synthetic' ? ` (${sourceWords[source]})` : '';
  return `- ${symbol}: ${plain(name)}${where}${generated}`;
}

/** Says that nobody knows a company, or that nobody could be asked. */
export function strangerText(company: Exclude<Company, { kind: 'known' }>): string {
  const name = plain(company.name);
  if (company.kind === 'unsearchable') return `I couldn’t look up “${name}”: ${plain(company.error)}`;
  const [first, second] = company.similar;
  if (!first) return `I found no symbol or company called “${name}”.`;
  const similar = [first, second].flatMap((hit) => (hit ? [`${plain(hit.name)} (${hit.symbol})`] : []));
  return `I found no symbol or company called “${name}”. Did you mean ${similar.join(' or ')}?`;
}
