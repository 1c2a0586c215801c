import type { Citation } from '@marketscope/contracts';
import { sourceWords } from '@marketscope/domain';

/** Where a figure of an answer comes from, in one line: `Source: AAPL, a recording of real prices, as of …`. */
export function citationLine(citation: Citation): string {
  switch (citation.kind) {
    case 'screen': {
      const sources = citation.sources.map((source) => sourceWords[source]);
      return `Source: ${[`the screen of ${day(citation.date)}`, ...sources].join(', ')}`;
    }
    case 'document':
      return `Source: ${citation.name}, page ${citation.page}`;
    case 'quote':
      return `Source: ${citation.symbol}, ${sourceWords[citation.source]}, as of ${moment(citation.asOf)}${citation.stale ? ' (stale)' : ''}`;
    case 'history':
      return `Source: ${citation.symbol}, ${sourceWords[citation.source]}, ${day(citation.from)} to ${day(citation.to)}`;
  }
}

function day(date: string): string {
  return new Date(date).toLocaleDateString('en-GB', { timeZone: 'UTC', dateStyle: 'medium' });
}

function moment(instant: string): string {
  const time = new Date(instant).toLocaleTimeString('en-GB', { timeZone: 'UTC', timeStyle: 'short' });
  return `${day(instant)}, ${time} UTC`;
}
