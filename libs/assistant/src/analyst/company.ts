import type { SearchHit } from '@marketscope/contracts';
import { isNameOf, searchesFor } from '../language/company-aliases.ts';
import type { Subject } from '../language/subject.ts';
import { searchSymbols, searchToolResult } from '../tools/search-symbols.ts';
import type { Evidence } from './evidence.ts';

/** Who a subject turned out to be. */
export type Company =
  | { kind: 'known'; symbol: string }
  | { kind: 'unknown'; name: string; similar: SearchHit[] }
  | { kind: 'unsearchable'; name: string; error: string };

/** Looks up who a subject is; undefined while the search is still to be made. */
export function companyOf(subject: Subject, evidence: Evidence): Company | undefined {
  if (subject.kind === 'symbol') return { kind: 'known', symbol: subject.symbol };
  const { name } = subject;
  const similar: SearchHit[] = [];
  for (const query of searchesFor(name)) {
    const found = evidence.ask({ name: searchSymbols.name, args: { query } }, searchToolResult);
    if (!found) return undefined;
    if (found.kind !== 'found')
      return { kind: 'unsearchable', name, error: found.kind === 'failed' ? found.error : '' };
    const { hits } = found.result;
    const meant =
      hits.find(({ symbol }) => symbol === name.toUpperCase()) ??
      hits.find((hit) => isNameOf(hit.name, name));
    if (meant) return { kind: 'known', symbol: meant.symbol };
    similar.push(...hits);
  }
  return { kind: 'unknown', name, similar };
}

/** Looks up who several subjects are: their symbols, each once, and those that nobody knows. */
export function companiesOf(
  subjects: readonly Subject[],
  evidence: Evidence,
): { symbols: string[]; others: Exclude<Company, { kind: 'known' }>[] } | undefined {
  const companies = subjects.map((subject) => companyOf(subject, evidence));
  const symbols = new Set<string>();
  const others: Exclude<Company, { kind: 'known' }>[] = [];
  for (const company of companies) {
    if (!company) return undefined;
    if (company.kind === 'known') symbols.add(company.symbol);
    else others.push(company);
  }
  return { symbols: [...symbols], others };
}
