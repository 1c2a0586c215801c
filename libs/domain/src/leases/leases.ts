/** Leases by which one at a time, among all processes, does what has a name. */
export interface Leases {
  /**
   * Does work while holding the lease of a name, and answers what it answers. Waits for who holds it, a few seconds at the
   * most: longer than a holder that died keeps it. Work that takes longer than the lease may find another beside it.
   * @throws LeaseHeldError when others hold it all that time
   */
  holding<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer>;
}

/** Somebody else is doing what this is about, and goes on doing it. The message is for whoever asked. */
export class LeaseHeldError extends Error {
  readonly code = 'changing-just-now';
  constructor() {
    super('This is being changed just now. Try again in a moment.');
    this.name = 'LeaseHeldError';
  }
}
