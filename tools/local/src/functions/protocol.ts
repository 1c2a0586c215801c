/** What the runner sends to a function's process: one invocation. */
export interface InvocationRequest {
  requestId: string;
  /** The event as JSON. */
  payload: string;
  /** When the invocation's time is over, in milliseconds since the epoch. */
  deadline: number;
  functionArn: string;
}

/** What a function's process tells of a thrown error, as Lambda does. */
export interface ThrownError {
  errorType: string;
  errorMessage: string;
  trace: string[];
}

/** What a function's process sends to the runner. */
export type RuntimeMessage =
  | { kind: 'ready' }
  /** `payload` is the response as JSON, absent when the handler returned nothing. */
  | { kind: 'response'; requestId: string; payload?: string }
  | { kind: 'thrown'; requestId: string; error: ThrownError };
