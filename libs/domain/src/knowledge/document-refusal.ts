/** What is asked of a document may not be done; the message says what can be instead. */
export class DocumentRefusal extends Error {
  readonly code: 'not-a-curator';
  constructor(code: DocumentRefusal['code'], message: string) {
    super(message);
    this.name = 'DocumentRefusal';
    this.code = code;
  }
}
