import type { Citation } from '@marketscope/contracts';
import { DocumentCitation } from './document-citation.tsx';
import { marketMoment, sessionDay } from '../market/market-time.ts';
import { SourceChip, StaleChip } from '../market/source-chip.tsx';
import './citations.css';

/** Where an answer's figures come from, and of when they are: a line for each symbol and source. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  const screens = citations.filter(isOfScreen);
  const documents = citations.filter(isOfDocument);
  const prices = citations.filter(isOfPrice);
  const sources = Map.groupBy(prices, ({ symbol, source }) => `${symbol} ${source}`);
  return (
    <ul className="citations" aria-label="Sources">
      {[...sources].map(([key, cited]) => (
        <SourceLine key={key} cited={cited} />
      ))}
      {screens.map((screen) => (
        <ScreenLine key={`${screen.date} ${screen.sources.join(' ')}`} screen={screen} />
      ))}
      {documents.map((cited) => (
        <DocumentCitation key={`${cited.documentId} ${cited.page}`} cited={cited} />
      ))}
    </ul>
  );
}

type ScreenCitation = Extract<Citation, { kind: 'screen' }>;
type DocumentCited = Extract<Citation, { kind: 'document' }>;
type PriceCitation = Exclude<Citation, ScreenCitation | DocumentCited>;

function isOfScreen(citation: Citation): citation is ScreenCitation {
  return citation.kind === 'screen';
}

function isOfDocument(citation: Citation): citation is DocumentCited {
  return citation.kind === 'document';
}

function isOfPrice(citation: Citation): citation is PriceCitation {
  return !isOfScreen(citation) && !isOfDocument(citation);
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
