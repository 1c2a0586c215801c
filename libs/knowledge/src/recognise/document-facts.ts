/** What kind of paper a document is. */
export type DocumentForm =
  | '10-K'
  | '10-Q'
  | '8-K'
  | '20-F'
  | '6-K'
  | 'proxy-statement'
  | 'annual-report'
  | 'earnings-release'
  | 'other';

/** A part of a filing that people ask for by name. `notes` are the notes to the statements. */
export type StatementKind =
  'income' | 'balance' | 'cash-flow' | 'comprehensive-income' | 'equity' | 'segments' | 'notes';

export type Quarter = 1 | 2 | 3 | 4;

/** When a document speaks of. Years are as the company labels them: a year that ends in January may carry either number. */
export interface FiscalPeriod {
  year: number;
  /** The other number that people give this year, where it ends early in a calendar year. */
  alternativeYear?: number;
  quarter?: Quarter;
  /** Last day, `YYYY-MM-DD`. */
  end?: string;
}

/** What is read from a document alone; anything that it does not say is left out. */
export interface DocumentFacts {
  title: string;
  company?: string;
  /** Other ways in which the document names its company: short names, defined terms. */
  aliases: string[];
  tickers: string[];
  form: DocumentForm;
  period?: FiscalPeriod;
}

/** What is read from one page. */
export interface PageFacts {
  number: number;
  /** Headings on the page, in order. */
  headings: string[];
  /** The part of the document that the page belongs to, such as `Item 7. Management’s Discussion and Analysis`. */
  section?: string;
  statements: StatementKind[];
}
