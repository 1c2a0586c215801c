const verbs = `alert|notify|ping|warn|tell|let|add|put|watch|track|follow|set|create|make|delete|remove|cancel|clear|show|list|what|what's|how|how's|which|compare|search|find|look|give|get|is|are|do`;
const boundary = new RegExp(
  String.raw`(?<=[.!?;])\s+|\s*(?:,\s*)?\b(?:and|then|also|plus)\s+(?:(?:then|also|please)\s+)*(?=(?:${verbs})\b)|\n+`,
  'iu',
);
const politeness =
  /^(?:(?:hey|hi|hello|ok|okay|well|please|pls|kindly|and|also|then|so|now|just|could you|can you|would you|will you|i want you to|i(?:'d| would) like you to|i(?:'d| would) like to|i want to|i need to|let's|go ahead and)\b[,\s]*)+/i;

/** Abbreviations whose full stop ends no sentence. */
const abbreviations = /\b(vs|inc|corp|co|ltd|plc|u\.s|etc|approx|no)\.(?=\s)/gi;

/** A message in plain characters: no compatibility forms, curly quotes or runs of blanks. */
export function plainText(message: string): string {
  return message
    .normalize('NFKC')
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(/[“”«»]/g, '"')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(abbreviations, '$1')
    .trim();
}

/**
 * What a person says in their own words: without quoted lines, code, and passages in quotation marks that are longer than
 * a name, since what one quotes one does not ask for.
 */
export function ownWords(text: string): string {
  return text
    .replaceAll(/```[\s\S]*?(?:```|$)/g, ' ')
    .replaceAll(/^\s*>.*$/gm, ' ')
    .replaceAll(/"[^"]*(?:"|$)/g, (passage) => (passage.trim().split(/\s+/).length > 4 ? ' ' : passage));
}

/** The clauses of a text, each of which may ask for something else, without the politeness they begin with. */
export function clausesOf(text: string): string[] {
  return text
    .split(boundary)
    .map((clause) => clause.trim().replace(politeness, '').trim())
    .filter((clause) => clause !== '');
}

/**
 * Whether a clause asks about doing a thing, or asks not to do it, rather than for it: “how do I delete an alert?”,
 * “should I watch TSLA?”, “don't alert me”.
 */
export function isNoRequest(clause: string): boolean {
  return /^(?:how (?:do|can|could|would|should|to)|should i|shall i|what (?:happens|would happen|if|does)|why|can i|could i|may i|is it|is there|do you|does|did (?:i|you)|have (?:i|you)|would it|when (?:did|do|does|will|is)|if)\b|\b(?:don't|dont|do not|didn't|did not|never|stop short of|rather than|instead of)\b/i.test(
    clause,
  );
}
