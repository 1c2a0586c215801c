import { indexExtracted, openKnowledgeIndex } from '@marketscope/knowledge';
import type { Embedder } from '@marketscope/knowledge';
import { filingText } from '../filings/filing-document.ts';
import type { MadeCompany, MadeFiling } from '../filings/made-filings.ts';

/**
 * Puts filings in the index of a folder until it holds so many chunks more, and one after the upkeep: the next upkeep finds it not
 * worth its cost, so that this is what questions mostly meet. Answers whose the filings are.
 */
export async function fillIndex(
  uri: string,
  filings: Iterator<MadeFiling, void>,
  { chunks, embedder }: { chunks: number; embedder: Embedder },
): Promise<MadeCompany[]> {
  const index = await openKnowledgeIndex({ uri, embedding: embedder });
  const companies = new Set<MadeCompany>();
  const putNext = async (): Promise<number> => {
    const { value: filing } = filings.next();
    if (!filing) throw new RangeError('there are too few filings');
    companies.add(filing.company);
    const documentId = `${filing.company.short} ${filing.year}`;
    const indexed = await indexExtracted(
      { index, embedder },
      { documentId, revision: '1', name: `${documentId}.pdf` },
      filingText(filing),
    );
    return indexed.chunks;
  };
  try {
    for (let put = 0; put < chunks;) put += await putNext();
    await index.maintain();
    await putNext();
    await index.maintain();
    return [...companies];
  } finally {
    index.close();
  }
}
