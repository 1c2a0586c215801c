/** Characters of a title that was made of a message. */
const MAX_LENGTH = 60;

/** A conversation's title from its first message: its first line, cut between words where it is long. */
export function titleOf(message: string): string {
  const [line = ''] = message.trim().split('\n');
  const text = line.replaceAll(/\s+/g, ' ').trim();
  if (text.length <= MAX_LENGTH) return text;
  const cut = text.slice(0, MAX_LENGTH - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > MAX_LENGTH / 2 ? space : cut.length).trimEnd()}…`;
}
