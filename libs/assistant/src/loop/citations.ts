import { isDeepStrictEqual } from 'node:util';
import type { Citation } from '@marketscope/contracts';

/** Each source once, in the order in which they were first used. */
export function distinctCitations(citations: readonly Citation[]): Citation[] {
  return citations.filter(
    (citation, index) => citations.findIndex((other) => isDeepStrictEqual(other, citation)) === index,
  );
}
