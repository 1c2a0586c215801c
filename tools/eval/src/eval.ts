import { parseArgs } from 'node:util';
import { checkEmbeddingSettings, createEmbedder, embeddingSettings } from '@marketscope/knowledge';
import { openAiSettings, readConfiguration } from '@marketscope/runtime';
import { z } from 'zod';
import { readCorpus } from './corpus.ts';
import { evaluate } from './evaluate.ts';
import { evaluationFigures, evaluationReport } from './report.ts';

const usage = `npm run eval -- --corpus DIR [--embeddings none|local|openai|azure] [--json] [--misses]

Indexes the PDFs of a folder, asks the questions of its questions.jsonl, and tells where the right pages came.

  --corpus DIR   PDFs and questions.jsonl: {"id", "question", "evidence": [{"document", "page"}]} a line, pages from 1
  --embeddings   what makes vectors, in place of EMBEDDINGS: none unless given; providers by the variables that npm start takes
  --json         ends with one line of JSON
  --misses       lists the questions whose page was not among the first five`;

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    embeddings: { type: 'string' },
    json: { type: 'boolean', default: false },
    misses: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help || !values.corpus) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  try {
    await run(values.corpus);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

async function run(folder: string): Promise<void> {
  const corpus = await readCorpus(folder);
  const embedder = embedderOf(values.embeddings);
  const result = await evaluate(corpus, {
    ...(embedder && { embedder }),
    onIndexed(document, done, all) {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[Kindexed ${document} (${done} of ${all})`);
    },
  });
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  console.log(evaluationReport(result));
  if (values.misses)
    for (const { id, documentRank, pageRank } of result.scores)
      if ((pageRank ?? Number.POSITIVE_INFINITY) > 5)
        console.log(`missed ${id}: document at ${documentRank ?? '–'}, page at ${pageRank ?? '–'}`);
  if (values.json) console.log(JSON.stringify(evaluationFigures(result)));
}

function embedderOf(name: string | undefined) {
  const config = readConfiguration(
    z.object({ ...openAiSettings.shape, ...embeddingSettings.shape }).superRefine(checkEmbeddingSettings),
    { ...process.env, ...(name !== undefined && { EMBEDDINGS: name }) },
  );
  return createEmbedder(config, (provider) => {
    const key = async () => (provider === 'azure' ? config.AZURE_OPENAI_API_KEY : config.OPENAI_API_KEY);
    return { get: key, renew: key };
  });
}
