/** `npm run reindex`: makes the index of documents anew, beside the one in use. */
import { styleText } from 'node:util';
import {
  checkEmbeddingSettings,
  createEmbedder,
  EmbeddingError,
  embeddingSettings,
  indexLocation,
  type RebuildProgress,
} from '@marketscope/knowledge';
import { bar, environmentOfService, explained, OperatorError, shownProgress } from '@marketscope/operator';
import {
  createDocumentClient,
  createObjectClient,
  givenSetting,
  openAiKey,
  openAiSettings,
  readConfiguration,
  resourcesSchema,
} from '@marketscope/runtime';
import {
  createDocumentStore,
  createIndexingStore,
  createKnowledgeBase,
  documentIdOf,
} from '@marketscope/stores';
import { monotonicFactory } from 'ulid';
import { z } from 'zod';
import { documentsInBucket } from './documents-in-bucket.ts';
import { reindex } from './reindex.ts';
import { reindexRequest, usage } from './request.ts';
import { reindexEnvironment } from './service-settings.ts';

const configuration = resourcesSchema({
  tables: ['documents'],
  buckets: ['index', 'knowledge-base'],
  secrets: ['openai-api-key', 'azure-openai-key'],
}).and(
  z
    .object({ ...openAiSettings.shape, ...embeddingSettings.shape, INDEX_URI: givenSetting(z.string()) })
    .superRefine(checkEmbeddingSettings),
);

try {
  await run(process.argv.slice(2));
} catch (error) {
  process.exitCode = 1;
  console.error(explained(error));
}

async function run(args: readonly string[]): Promise<void> {
  if (args.some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage);
    return;
  }
  const { environment } = reindexRequest(args);
  takeOver(reindexEnvironment(await environmentOfService('rag-indexer', environment), process.env));
  const config = readConfiguration(configuration);
  const { tables, buckets, secrets } = config;
  const embedder = createEmbedder(config, (provider) => openAiKey(provider, config, secrets));
  const objects = createObjectClient();
  const documents = createDocumentClient();
  const location = indexLocation(config.INDEX_URI, buckets.index);
  const access = location.uri.startsWith('s3:') ? await accessOf(objects) : {};
  const ulid = monotonicFactory();

  const report = await shownProgress(
    embedder ? `Reindex with embeddings of ${embedder.name}` : 'Reindex without embeddings',
    progressLine,
    (onProgress) =>
      reindex(
        {
          source: documentsInBucket(
            createKnowledgeBase({ objects, bucket: buckets['knowledge-base'] }),
            documentIdOf,
          ),
          documents: createDocumentStore({ documents, table: tables.documents }),
          indexing: createIndexingStore({ documents, table: tables.documents }),
          clock: () => new Date(),
        },
        {
          uri: location.uri,
          storageOptions: { ...location.storageOptions, ...access },
          embedder,
          newRevision: () => ulid(),
          onProgress,
        },
      ),
  ).catch((error: unknown) => {
    if (error instanceof EmbeddingError)
      throw new OperatorError(
        `${error.message}\nThe index in use is as it was. Run the same command again to go on.`,
        {
          cause: error,
        },
      );
    throw error;
  });

  const { catalogue, chunks, failed, noted } = report;
  const shown = noted > 0 ? ` The state of ${count(noted, 'document')} was brought up to date.` : '';
  console.log(
    `${count(catalogue.length, 'document')} in ${count(chunks, 'chunk')}: answers draw on them now.${shown}`,
  );
  for (const { name, reason } of failed)
    console.log(styleText('yellow', `  ${name}: ${reason}`, { stream: process.stdout }));
}

/** Has the SDK, too, find what the service finds. */
function takeOver(environment: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env))
    if (!(name in environment)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, environment);
}

/** As whom the index's own client reaches S3: it knows no profiles. */
async function accessOf({ config }: ReturnType<typeof createObjectClient>): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = await config.credentials();
  return {
    aws_region: await config.region(),
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    ...(sessionToken !== undefined && { aws_session_token: sessionToken }),
  };
}

/** E.g. `███████░░░ 12 of 30 documents, 1,512 chunks, 1 failed`. */
function progressLine({ documents, done, chunks, failed }: RebuildProgress): string {
  const failures = failed > 0 ? `, ${failed} failed` : '';
  return `${bar(done, documents)} ${done} of ${count(documents, 'document')}, ${count(chunks, 'chunk')}${failures}`;
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en-US')} ${what}${number === 1 ? '' : 's'}`;
}
