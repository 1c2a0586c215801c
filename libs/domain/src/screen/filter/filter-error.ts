/** Why a filter can't be understood, for the person who wrote it. */
export class FilterError extends Error {
  readonly code = 'invalid-filter';
  /** Where in the text it went wrong: characters before that place. */
  readonly position: number;
  /** What could stand there. */
  readonly expected: string | undefined;
  /** What was probably meant. */
  readonly suggestion: string | undefined;
  constructor(fault: {
    position: number;
    problem: string;
    expected?: string | undefined;
    suggestion?: string | undefined;
  }) {
    super(
      [
        `At character ${fault.position + 1}: ${fault.problem}.`,
        fault.expected && `Expected ${fault.expected}.`,
        fault.suggestion && `Did you mean “${fault.suggestion}”?`,
      ]
        .filter(Boolean)
        .join(' '),
    );
    this.name = 'FilterError';
    this.position = fault.position;
    this.expected = fault.expected;
    this.suggestion = fault.suggestion;
  }
}
