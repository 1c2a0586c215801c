import type { Embedder } from '@marketscope/knowledge';
import { randomNumbers } from '../random.ts';

const dimensions = 512;
/** In how many dimensions a word shows. */
const spread = 16;

/**
 * An embedder that takes next to no time: each word adds to some dimensions and takes from others, by a hash of it. Texts are as near
 * to one another as they share words, which is what the speed of a search depends on, and not their sense.
 */
export function wordVectors(): Embedder {
  return {
    name: 'bench:words',
    dimensions,
    embedPassages: async (texts) => texts.map(vectorOf),
    embedQuestion: async (text) => vectorOf(text),
  };
}

function vectorOf(text: string): number[] {
  const sum = new Array<number>(dimensions).fill(0);
  for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? []) {
    const random = randomNumbers(hashOf(word));
    for (let count = 0; count < spread; count += 1) {
      const at = Math.floor(random() * dimensions);
      sum[at] = (sum[at] ?? 0) + (random() < 0.5 ? 1 : -1);
    }
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}

/** FNV-1a over a word's letters. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
