/** A filter is not saved beside one of the person's that says the same, or has the same name. The message says what to do. */
export class SavedFilterRefusal extends Error {
  readonly code: 'filter-exists' | 'filter-name-taken';
  /** The id of the one that is there. */
  readonly existing: string;
  constructor(code: SavedFilterRefusal['code'], message: string, existing: string) {
    super(message);
    this.name = 'SavedFilterRefusal';
    this.code = code;
    this.existing = existing;
  }
}
