import { isNoRequest } from './clauses.ts';
import type { ClauseReader } from './intent.ts';
import { readSubjects } from './subject.ts';

const list = String.raw`watch[ -]?lists?`;
const adding = new RegExp(String.raw`\b(?:add|put|save|include|pin)\b.*\b${list}\b`, 'i');
const watching =
  /^(?:start (?:watching|tracking|following)|watch(?![ -]?list)|track|follow|monitor|keep an eye on)\b/i;
const removing = new RegExp(
  String.raw`\b(?:remove|delete|take|drop|clear)\b.*\b${list}\b|\bunwatch\b|\bstop (?:watching|tracking|following)\b`,
  'i',
);
const listing = new RegExp(
  String.raw`\b${list}\b|\bwhat (?:am i|do i|i'm) (?:watch|watching|track|tracking|follow|following)\b|\bmy (?:stocks|symbols|companies)\b`,
  'i',
);

/** “Add NVDA to my watchlist”, “watch Apple and Microsoft”. */
export const readWatching: ClauseReader = (clause) => {
  if (removing.test(clause) || isNoRequest(clause)) return undefined;
  if (!adding.test(clause) && !watching.test(clause)) return undefined;
  const named = clause
    .replace(watching, ' ')
    .replace(new RegExp(String.raw`\b(?:(?:to|on|in|into) )?(?:(?:my|the|a) )?${list}\b.*$`, 'i'), ' ')
    .replaceAll(/\b(?:include|pin)\b/gi, ',');
  return { kind: 'watch', subjects: readSubjects(named) };
};

/** “Show my watchlist”, “what fell most on my watchlist?” */
export const readWatchlistListing: ClauseReader = (clause) => {
  if (removing.test(clause)) return { kind: 'unsupported', topic: 'removing-from-watchlist' };
  if (!listing.test(clause) || adding.test(clause) || /^how (?:do|can|to)\b/i.test(clause)) return undefined;
  return { kind: 'list-watchlist', order: orderOf(clause) };
};

function orderOf(clause: string): 'best-first' | 'worst-first' | undefined {
  if (/\b(?:fell|fallen|lost|dropped|losers?|worst|losing|down|declined)\b/i.test(clause))
    return 'worst-first';
  if (/\b(?:rose|risen|gained|gainers?|best|winners?|winning|up|climbed)\b/i.test(clause))
    return 'best-first';
  return undefined;
}
