/** The symbols that every update covers, whether anyone watches them or not. */
export interface UniverseStore {
  /** Empty until an operator has put symbols there: `defaultUniverse` is covered then. */
  symbols(): Promise<Set<string>>;
  /** Which version of the operator's list is taken over; undefined before any is. */
  listVersion(): Promise<string | undefined>;
  /**
   * Takes over a version of the list: its symbols take the place of those of the version before. Symbols that never were on
   * a list stay. The version is noted last, so that one which was cut short is taken over again.
   */
  replaceListed(symbols: readonly string[], version: string): Promise<void>;
}
