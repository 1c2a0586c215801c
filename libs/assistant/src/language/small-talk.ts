import type { ClauseReader, UnsupportedTopic } from './intent.ts';

const agreement = String.raw`yes|y|yep|yeah|yup|sure|ok|okay|confirm|confirmed|correct|right|do it|do so|do that|go ahead|please|please do|sounds good|that's right|absolutely|of course|proceed|agreed|go for it|thanks|thank you|i'm sure|i am sure|i confirm`;
const refusal = String.raw`no|n|nope|nah|don't|do not|cancel|cancel that|stop|never mind|nevermind|forget it|forget that|no thanks|no thank you|thanks|please|please don't`;

function only(words: string): RegExp {
  return new RegExp(String.raw`^(?:(?:${words})(?:[\s,.!]+|$))+$`, 'i');
}
const confirming = only(agreement);
const declining = only(refusal);

const wholeMessages: {
  pattern: RegExp;
  kind: 'confirm' | 'decline' | 'greet' | 'thank' | 'help' | 'identify';
}[] = [
  {
    kind: 'thank',
    pattern:
      /^(?:ok(?:ay)?[,.! ]+)?(?:many )?(?:thanks|thank you|thx|cheers)(?: (?:a lot|so much|very much|again))?[.!]*$/i,
  },
  { kind: 'confirm', pattern: confirming },
  { kind: 'decline', pattern: declining },
  {
    kind: 'greet',
    pattern:
      /^(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|howdy|yo)(?: there| all| marketscope)?[.!?]*$/i,
  },
  {
    kind: 'identify',
    pattern:
      /\b(?:who|what) are you\b|\bare you (?:an? )?(?:ai|llm|bot|robot|human|person|chatgpt|gpt|openai|language model|real)\b|\b(?:which|what) (?:ai|llm|model|language model)\b|\bwhat(?:'s| is) your name\b/i,
  },
  {
    kind: 'help',
    pattern:
      /^(?:help|\?+|help me|commands|options)[.!]*$|\bwhat (?:can|do|could) (?:you|i) (?:do|ask|help|say)\b|\bhow (?:do|can) (?:i|you) (?:use|help|set|create|make|add|delete|remove|watch|cancel)\b|\bwhat (?:are|is) (?:your|you) (?:capab|features|able)|\bcan i (?:set|create|make|add|delete|remove|watch)\b/i,
  },
];

/** What a whole message says when it is no question about a market; undefined when it may be one. */
export function readSmallTalk(message: string): ReturnType<ClauseReader> {
  const found = wholeMessages.find(({ pattern }) => pattern.test(message));
  return found && { kind: found.kind };
}

const topics: { topic: UnsupportedTopic; pattern: RegExp }[] = [
  {
    topic: 'advice',
    pattern:
      /\bshould (?:i|we|one) (?:buy|sell|hold|invest|short|get|own|keep)\b|\brecommend|\bgood (?:buy|investment|time to (?:buy|sell))\b|\bworth (?:buying|investing)\b|\bprice target\b|\bforecast|\bpredict|\bwill\b.*\b(?:go|rise|fall|be|reach|hit|crash|drop)\b|\bnext (?:week|month|year)\b/i,
  },
  {
    topic: 'future',
    pattern: /\btomorrow\b/i,
  },
  {
    topic: 'trading',
    pattern: /^(?:buy|sell|short)\b.*\b(?:\d+|shares?|stock|some)\b|\bplace (?:an? )?order\b/i,
  },
  {
    topic: 'valuation',
    pattern: /\b(?:p\/e|pe ratio|market cap(?:italization)?)\b/i,
  },
  {
    topic: 'news',
    pattern:
      /\b(?:news|headlines?|rumou?rs?|announce(?:d|ment)?|press release)\b|^why (?:did|is|has|are|was)\b/i,
  },
  {
    topic: 'documents',
    pattern: /^(?:please )?upload\b|\b(?:write|make|create|generate|order)\b.*\breport\b|\bstock report\b/i,
  },
];

const indicators =
  /\b(?:rsi|relative strength|volatil(?:e|ity)|(?:50|200)[ -]?day (?:moving )?(?:average|ma|mean)|moving averages?|volume ratio|relative volume|draw ?down|golden cross|death cross|over(?:sold|bought))\b/i;

/** What people ask that isn't there to be had. Indicators are told of many companies at once, and of none by name. */
export function readUnsupported(clause: string, namesCompany: boolean): ReturnType<ClauseReader> {
  // A screen may be asked for by any of these words.
  if (/^screen\b/i.test(clause)) return undefined;
  const found = topics.find(({ pattern }) => pattern.test(clause));
  if (found) return { kind: 'unsupported', topic: found.topic };
  return namesCompany && indicators.test(clause)
    ? { kind: 'unsupported', topic: 'indicators-of-one' }
    : undefined;
}
