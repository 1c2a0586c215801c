/** A JSON document as lines of `path: value`, so that a value keeps the names that say what it is. */
export function jsonText(json: string): string {
  const lines: string[] = [];
  // An own stack: nesting in an uploaded file must not be able to exhaust the call stack.
  const open: { path: string; value: unknown }[] = [{ path: '', value: JSON.parse(json) }];
  for (let top = open.pop(); top; top = open.pop()) {
    const { path, value } = top;
    if (typeof value === 'object' && value !== null) {
      const inner = Object.entries(value).map(([key, member]) => ({
        path: path ? `${path.slice(-400)} ${key}` : key,
        value: member as unknown,
      }));
      open.push(...inner.toReversed());
    } else lines.push(path ? `${path}: ${String(value)}` : String(value));
  }
  return lines.join('\n');
}
