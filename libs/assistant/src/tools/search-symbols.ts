import { searchHit } from '@marketscope/contracts';
import { z } from 'zod';
import { defineTool } from './tool.ts';

/** Hits that are worth a model's attention. */
const MAX_HITS = 10;

export const searchToolResult = z.object({ hits: z.array(searchHit) });

export const searchSymbols = defineTool({
  name: 'search_symbols',
  description: 'Finds the ticker of a company by its name, or of an index; best match first.',
  input: z.strictObject({
    query: z.string().trim().min(1).max(100).describe('A name or part of one, e.g. "Apple"'),
  }),
  result: searchToolResult,
  async run({ query }, { market }) {
    return { result: { hits: (await market.search(query)).slice(0, MAX_HITS) } };
  },
});
