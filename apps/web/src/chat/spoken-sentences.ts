/**
 * The sentences of a growing text that are whole, without the marks of Markdown. An ended text is whole to its end.
 */
export function spokenSentences(text: string, ended: boolean): string[] {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/);
  // Its last piece may be a sentence that goes on.
  const whole = ended ? sentences : sentences.slice(0, -1);
  return whole.map(unmarked).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function unmarked(sentence: string): string {
  return sentence
    .replace(/^\s*(?:#{1,6}|[-*+>]|\d+\.)\s+/, '')
    .replace(/[*`|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
