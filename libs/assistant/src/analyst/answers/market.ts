import type { Intent } from '../../language/intent.ts';
import { readPeriod, type Period } from '../../language/period.ts';
import { getHistory, historyToolResult, type HistoryToolResult } from '../../tools/get-history.ts';
import { getQuote, quoteToolResult, type QuoteToolResult } from '../../tools/get-quote.ts';
import { companiesOf } from '../company.ts';
import type { Evidence, Finding } from '../evidence.ts';
import { plain } from '../write/figures.ts';
import { comparisonText, performanceText } from '../write/performance.ts';
import { searchText, strangerText } from '../write/phrases.ts';
import { quotesText } from '../write/quotes.ts';
import { searchSymbols, searchToolResult } from '../../tools/search-symbols.ts';

/** Symbols that one answer speaks of. */
const MAX_SYMBOLS = 10;

type Of<Kind extends Intent['kind']> = Extract<Intent, { kind: Kind }>;

/** Asks for prices. */
export function findQuotes(
  symbols: readonly string[],
  evidence: Evidence,
): Finding<QuoteToolResult> | undefined {
  return evidence.ask(
    { name: getQuote.name, args: { symbols: symbols.slice(0, MAX_SYMBOLS) } },
    quoteToolResult,
  );
}

export function answerQuote({ subjects }: Of<'quote'>, evidence: Evidence): string | undefined {
  const companies = companiesOf(subjects, evidence);
  if (!companies) return undefined;
  const { symbols, others } = companies;
  const strangers = others.map(strangerText);
  if (symbols.length === 0) return strangers.join('\n\n');
  const quotes = findQuotes(symbols, evidence);
  if (!quotes) return undefined;
  return [
    quotes.kind === 'found' ? quotesText(quotes.result) : failedText('the prices', quotes),
    ...strangers,
  ].join('\n\n');
}

export function answerHistory(
  { subjects, period, measure }: Of<'history'>,
  evidence: Evidence,
): string | undefined {
  const companies = companiesOf(subjects, evidence);
  if (!companies) return undefined;
  const histories = companies.symbols
    .slice(0, MAX_SYMBOLS)
    .map((symbol) => findHistory(symbol, period, evidence));
  const texts = histories.map(
    (found) =>
      found &&
      (found.finding.kind === 'found'
        ? performanceText(found.finding.result, period, measure)
        : failedText(`the history of ${found.symbol}`, found.finding)),
  );
  if (texts.includes(undefined)) return undefined;
  return [...texts, ...companies.others.map(strangerText)].join('\n\n');
}

export function answerComparison(
  { subjects, period: asked }: Of<'compare'>,
  evidence: Evidence,
  today: string,
): string | undefined {
  const companies = companiesOf(subjects, evidence);
  if (!companies) return undefined;
  const { symbols, others } = companies;
  const strangers = others.map(strangerText);
  const [only] = symbols;
  if (only === undefined) return strangers.join('\n\n');
  const period = asked ?? readPeriod('past year', today).period;
  if (!period) return strangers.join('\n\n');

  const quotes = findQuotes(symbols, evidence);
  const found = symbols.slice(0, MAX_SYMBOLS).map((symbol) => findHistory(symbol, period, evidence));
  const histories: HistoryToolResult[] = [];
  const failures: string[] = [];
  for (const each of found) {
    if (!each || !quotes) return undefined;
    if (each.finding.kind === 'found') histories.push(each.finding.result);
    else failures.push(failedText(`the history of ${each.symbol}`, each.finding));
  }
  const prices = quotes?.kind === 'found' ? quotes.result.quotes : [];
  return [
    ...(histories.length > 0 ? [comparisonText(histories, prices, period)] : []),
    ...failures,
    ...strangers,
  ].join('\n\n');
}

export function answerSearch({ subjects }: Of<'search'>, evidence: Evidence): string | undefined {
  const texts = subjects.map((subject) => {
    const query = subject.kind === 'symbol' ? subject.symbol : subject.name;
    const found = evidence.ask({ name: searchSymbols.name, args: { query } }, searchToolResult);
    if (!found) return undefined;
    return found.kind === 'found'
      ? searchText(query, found.result.hits)
      : failedText(`“${plain(query)}”`, found);
  });
  return texts.includes(undefined) ? undefined : texts.join('\n\n');
}

/** Says that a tool failed, in the tool's words. */
export function failedText(what: string, finding: Finding<unknown>): string {
  const reason = finding.kind === 'failed' ? plain(finding.error) : '';
  return `I couldn’t find out ${what}: ${reason}`;
}

function findHistory(
  symbol: string,
  { from, to }: Period,
  evidence: Evidence,
): { symbol: string; finding: Finding<HistoryToolResult> } | undefined {
  const finding = evidence.ask(
    { name: getHistory.name, args: { symbol, from, ...(to !== undefined && { to }) } },
    historyToolResult,
  );
  return finding && { symbol, finding };
}
