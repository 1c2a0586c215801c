/** Why there is no answer, or none to its end. */
export type AssistantErrorCode =
  | 'answer-too-long'
  | 'empty-answer'
  | 'model-cut-off'
  | 'model-rate-limited'
  | 'model-rejected'
  | 'model-timeout'
  | 'model-unauthorised'
  | 'model-unavailable'
  | 'time-limit'
  | 'too-many-rounds';

const messages: Record<AssistantErrorCode, string> = {
  'answer-too-long': 'The answer grew too long and was ended. What had arrived is kept.',
  'empty-answer': 'The model answered nothing. Ask again, or put the question another way.',
  'model-cut-off': 'The model’s answer broke off. What had arrived is kept; ask again for the rest.',
  'model-rate-limited': 'The model allows no more questions just now. Try again in a minute.',
  'model-rejected': 'The model refused the request. Its name or address may be set wrongly.',
  'model-timeout': 'The model did not answer in time. Try again.',
  'model-unauthorised':
    'The model did not accept the key that is set. Whoever runs this must set a valid one.',
  'model-unavailable': 'The model can’t be reached just now. Try again in a moment.',
  'time-limit': 'The answer took too long and was ended. What had arrived is kept.',
  'too-many-rounds': 'The model kept calling tools without an answer. Put the question another way.',
};

/** A failure of the model or of the loop around it; the message is for the person who asked. */
export class AssistantError extends Error {
  readonly code: AssistantErrorCode;
  constructor(code: AssistantErrorCode, options?: ErrorOptions) {
    super(messages[code], options);
    this.name = 'AssistantError';
    this.code = code;
  }
}
