/** An invocation that did not answer: the handler threw, its time ran out, or its process ended. */
export class FunctionError extends Error {
  /**
   * The thrown error's name, or as Lambda names what befell the process: `Sandbox.Timedout`, `Runtime.ExitError`,
   * `Runtime.InitError`.
   */
  readonly errorType: string;
  constructor(errorType: string, message: string) {
    super(message);
    this.name = 'FunctionError';
    this.errorType = errorType;
  }
}
