import type { Citation } from '@marketscope/contracts';
import { marketMoment, sessionDay } from '../market/market-time.ts';
import { SourceChip, StaleChip } from '../market/source-chip.tsx';
import './citations.css';

/** Where an answer's figures come from, and of when they are: a line for each symbol and source. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  const screens = citations.filter(isOfScreen);
  const prices = citations.filter((citation) => !isOfScreen(citation));
  const sources = Map.groupBy(prices, ({ symbol, source }) => `${symbol} ${source}`);
  return (
    <ul className="citations" aria-label="Sources">
      {[...sources].map(([key, cited]) => (
        <SourceLine key={key} cited={cited} />
      ))}
      {screens.map((screen) => (
        <ScreenLine key={`${screen.date} ${screen.sources.join(' ')}`} screen={screen} />
      ))}
    </ul>
  );
}

type ScreenCitation = Extract<Citation, { kind: 'screen' }>;
type PriceCitation = Exclude<Citation, ScreenCitation>;

function isOfScreen(citation: Citation): citation is ScreenCitation {
  return citation.kind === 'screen';
}

function ScreenLine({ screen: { date, sources } }: { screen: ScreenCitation }) {
  return (
    <li className="citation">
      <strong>Daily screen</strong>
      <span>closes of {sessionDay(date)}</span>
      {sources.map((source) => (
        <SourceChip key={source} source={source} />
      ))}
    </li>
  );
}

function SourceLine({ cited }: { cited: readonly PriceCitation[] }) {
  const [first] = cited;
  if (first === undefined) return null;
  return (
    <li className="citation">
      <strong>{first.symbol}</strong>
      <span>{[...new Set(cited.map(when))].join(' · ')}</span>
      <SourceChip source={first.source} />
      {cited.some((citation) => citation.kind === 'quote' && citation.stale) && <StaleChip />}
    </li>
  );
}

function when(citation: PriceCitation): string {
  return citation.kind === 'quote'
    ? `as of ${marketMoment(citation.asOf)}`
    : `closes ${sessionDay(citation.from)} – ${sessionDay(citation.to)}`;
}
