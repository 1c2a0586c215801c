/** Where the runner tells the person at the terminal what they would want to know, a line each. */
export interface Reporter {
  info(line: string): void;
  warn(line: string): void;
}
