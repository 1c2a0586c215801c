import type { Reporter } from '../reporter.ts';

/** A reporter that keeps its lines for a test to read. */
export function capturedReporter(): Reporter & { lines: string[] } {
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
  };
  return { lines, info: keep, warn: keep };
}
