import type { Citation } from '@marketscope/contracts';
import { marketMoment, sessionDay } from '../market/market-time.ts';
import { SourceChip, StaleChip } from '../market/source-chip.tsx';
import './citations.css';

/** Where an answer's figures come from, and of when they are: a line for each symbol and source. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  const sources = Map.groupBy(citations, ({ symbol, source }) => `${symbol} ${source}`);
  return (
    <ul className="citations" aria-label="Sources">
      {[...sources].map(([key, cited]) => (
        <SourceLine key={key} cited={cited} />
      ))}
    </ul>
  );
}

function SourceLine({ cited }: { cited: readonly Citation[] }) {
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

function when(citation: Citation): string {
  return citation.kind === 'quote'
    ? `as of ${marketMoment(citation.asOf)}`
    : `closes ${sessionDay(citation.from)} – ${sessionDay(citation.to)}`;
}
