import type { ClauseReader } from './intent.ts';

/** What stands in reports, and in no price. */
const reported =
  /\b(?:revenues?|(?:net |total )?sales|turnover|earnings|eps|profits?|profitab\w+|(?:net|operating|gross) (?:income|loss|result)|income (?:statement|tax\w*)|balance sheets?|cash flows?|cash (?:and|equivalents|position)|capex|capital (?:expenditures?|spending|allocation)|capital[- ]intensi\w+|working capital|liquidity|(?:current|quick) ratio|cost of (?:goods|sales|revenues?)|cogs|sg&a|operating expenses|(?:accounts )?payables?|pp&?n?e|property,? plant|10-?[kq]\b|8-?k\b|filings?|annual reports?|quarterly reports?|guidance|outlook|dividends?|buybacks?|repurchase\w*|(?:gross|operating|net|profit) margins?|margins?|ebitda|(?:long-term |total )?debts?|borrowings?|employees|headcount|assets|liabilities|equity|goodwill|inventor(?:y|ies)|receivables|backlog|order intake|orders|bookings|subscribers|deliveries|shipments|segments?|customers|suppliers|competitors?|competition|market shares?|risk factors?|risks?|strategy|business model|products?|headquarter\w*|founded|founders?|ceo|cfo|chief executive|management|auditors?|legal proceedings|acquisitions?|research and development|r&d|tax rate|effective tax|shares outstanding|weighted[- ]average shares|depreciation|amorti[sz]ation|interest (?:expense|income)|leases?)\b/i;

/** A year as reports count them: “FY2022”, “fiscal 2023”. */
const fiscalYear = /\bfy ?'?\d{2,4}\b|\bfiscal\b/i;

/** What points to a document itself. */
const documents =
  /\b(?:documents?|reports?|filings?|profiles?|analys[ie]s of|market analys[ie]s|notes?|memos?|uploaded|according to|pages?|pdf|spreadsheet)\b/i;

const asking =
  /^(?:what|what's|which|who|who's|when|where|why|how|does|do|did|is|are|was|were|has|have|had|tell|show|find|look|search|summari[sz]e|explain|describe|give)\b|\?$/i;

/** What the system's own words mean something else by: prices, alerts, the screen. */
const priced =
  /\b(?:share|stock) prices?\b|\bprices?\b|\bp\/e\b|\bpe ratio\b|\bmarket cap\w*\b|\bquotes?\b|\brs?i\b/i;

/** “What was Apple's Q2 revenue?”, “What does the profile say about its suppliers?” */
export const readDocumentQuestion: ClauseReader = (clause) => {
  if (!asking.test(clause) || /^screen\b/i.test(clause)) return undefined;
  if (/\b(?:write|make|create|generate|order)\b.*\breport\b/i.test(clause)) return undefined;
  const isReported = (reported.test(clause) || fiscalYear.test(clause)) && !priced.test(clause);
  return isReported || documents.test(clause) ? { kind: 'documents', question: clause } : undefined;
};
