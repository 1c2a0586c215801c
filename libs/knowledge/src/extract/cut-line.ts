/** About what a printed page holds: no line that anybody reads is longer. */
export const longestLine = 3_500;

/** A line in pieces of at most `longestLine`, cut at spaces where it has them: what looks at lines may take the square of their length. */
export function cutLine(line: string): string[] {
  if (line.length <= longestLine) return [line];
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > longestLine) {
    const space = rest.lastIndexOf(' ', longestLine);
    const end = space > longestLine / 2 ? space : longestLine;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}
