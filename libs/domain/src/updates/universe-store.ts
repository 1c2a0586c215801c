/** The symbols that every update covers, whether anyone watches them or not. */
export interface UniverseStore {
  /** Empty until an operator has put symbols there: `defaultUniverse` is covered then. */
  symbols(): Promise<Set<string>>;
}
