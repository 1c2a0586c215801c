/** What a file holds, by its content and never by its name alone. */
export type DocumentFormat = 'pdf' | 'markdown' | 'text' | 'html' | 'csv' | 'json';

/** A page as a reader sees it: `number` counts from 1; in `text`, a line is a line and two spaces part the cells of a row. */
export interface ExtractedPage {
  number: number;
  text: string;
}

/** The text of a whole document; a format without pages is cut into stretches of about a printed page. */
export interface ExtractedDocument {
  format: DocumentFormat;
  pages: ExtractedPage[];
}

/** What a document may cost: bytes of the file, pages, characters of text, milliseconds and mebibytes for reading it. */
export interface ExtractionLimits {
  bytes: number;
  pages: number;
  characters: number;
  milliseconds: number;
  mebibytes: number;
}

/**
 * The limits that people are told: 50 MB and 2,000 pages. A reader that takes more than `mebibytes` is seen a moment later,
 * and stays below 512 by then.
 */
export const extractionLimits: ExtractionLimits = {
  bytes: 50 * 1024 * 1024,
  pages: 2_000,
  characters: 40_000_000,
  milliseconds: 240_000,
  mebibytes: 400,
};

export interface ExtractionOptions {
  limits?: Partial<ExtractionLimits>;
  /** Called after each page: how many of how many are read. */
  onPage?: (read: number, pages: number) => void;
  signal?: AbortSignal;
}
