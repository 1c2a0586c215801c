import { termReader } from './page-terms.ts';
import type { ReadQuestion } from './read-question.ts';

const excerptLines = 8;
const excerptLength = 900;

/** The lines of a page that answer best: those around asked table lines, or with most of the question's words. */
export function excerpt(question: ReadQuestion, text: string): string {
  // Empty lines and rules of tables say nothing.
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  const { found } = termReader([...question.terms, ...question.expansions])(lines.join('\n'));
  const patterns = question.concepts.flatMap(({ lines: wanted }) => wanted);
  const worth = lines.map((line, at) => {
    let score = 0;
    for (const term of new Set(found[at])) score += term < question.terms.length ? 1 : 0.4;
    if (/\d/.test(line) && patterns.some((pattern) => pattern.test(line))) score += 3;
    return score;
  });
  let best = 0;
  let most = -1;
  for (let start = 0; start < lines.length; start++) {
    const score = worth.slice(start, start + excerptLines).reduce((sum, own_) => sum + own_, 0);
    if (score > most) {
      most = score;
      best = start;
    }
  }
  const chosen = lines
    .slice(best, best + excerptLines)
    .join('\n')
    .trim();
  return chosen.length > excerptLength ? `${chosen.slice(0, excerptLength)}…` : chosen;
}
