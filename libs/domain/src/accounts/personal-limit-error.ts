/** A person has as many of something as one person can have; the message says what to do. */
export class PersonalLimitError extends Error {
  readonly code: 'too-many-alerts' | 'too-many-documents' | 'too-many-filters' | 'too-many-watched-symbols';
  constructor(code: PersonalLimitError['code'], message: string) {
    super(message);
    this.name = 'PersonalLimitError';
    this.code = code;
  }
}
