import type { Citation } from '@marketscope/contracts';
import { marketMoment, sessionDay } from '../market/market-time.ts';
import { SourceChip, StaleChip } from '../market/source-chip.tsx';
import './citations.css';

/** Where an answer's figures come from, and of when they are. */
export function Citations({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <ul className="citations" aria-label="Sources">
      {citations.map((citation, index) => (
        <li key={index} className="citation">
          <strong>{citation.symbol}</strong>
          <span>{when(citation)}</span>
          <SourceChip source={citation.source} />
          {citation.kind === 'quote' && citation.stale && <StaleChip />}
        </li>
      ))}
    </ul>
  );
}

function when(citation: Citation): string {
  return citation.kind === 'quote'
    ? `price as of ${marketMoment(citation.asOf)}`
    : `closes ${sessionDay(citation.from)} – ${sessionDay(citation.to)}`;
}
