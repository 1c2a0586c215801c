const numberWords = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** Source of a pattern of a number from one to twelve that is written out, without groups. */
export const numberWordPattern = numberWords.join('|');

/** Reads a number in digits, or one that {@link numberWordPattern} matched; NaN for anything else. */
export function readNumber(text: string): number {
  const position = numberWords.indexOf(text.toLowerCase());
  return position < 0 ? Number(text) : position + 1;
}
