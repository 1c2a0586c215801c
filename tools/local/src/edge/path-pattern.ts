/** Whether a path matches one of CloudFront's patterns: `*` stands for any characters, `?` for just one. */
export function matchesPath(pattern: string, pathname: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(pathname);
}
