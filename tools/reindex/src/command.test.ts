import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { serviceEnvironment } from '@marketscope/contracts/topology';
import { placeOfKey, type IndexingOutcome } from '@marketscope/domain';
import {
  embeddingOf,
  indexDocument,
  openKnowledgeIndex,
  searchKnowledge,
  type Embedder,
} from '@marketscope/knowledge';
import { createDocumentStore, createIndexingStore, documentIdOf } from '@marketscope/stores';
import {
  startEmbeddingServer,
  startLocalCloud,
  type EmbeddingServer,
  type LocalCloud,
} from '@marketscope/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';

const keys = Array.from({ length: 9 }, (_, at) => `company-profiles/part-${at + 1}.md`);
const textOf = (key: string) => `The beacon of ${key} was repainted.`;
/** Whose file came when the index was of other embeddings than were set. */
const waiting = 'users/ada/waiting.md';

let cloud: LocalCloud;
let dataDir: string;
let stack: Server;
let embeddings: EmbeddingServer;
let child: ChildProcess | undefined;
let revisions = 0;

beforeEach(async () => {
  cloud = await startLocalCloud();
  dataDir = await mkdtemp(path.join(tmpdir(), 'reindex-'));
  embeddings = await startEmbeddingServer([['beacon', 'lamp']]);
  stack = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ pid: process.pid }));
  });
  stack.listen(0, '127.0.0.1');
  await once(stack, 'listening');
});
afterEach(async () => {
  child?.kill('SIGKILL');
  stack.closeAllConnections();
  stack.close();
  await embeddings.stop();
  await cloud.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const bucket = () => cloud.resources.buckets['knowledge-base'] ?? '';
const table = () => ({
  documents: cloud.clients.documents,
  table: cloud.resources.tables['documents'] ?? '',
});
const uri = () => path.join(dataDir, 'index');

/** Writes the file by which a running stack is found, with the environment of its indexer. */
async function pretendToRun(settings: Record<string, string>): Promise<void> {
  const url = `http://127.0.0.1:${(stack.address() as AddressInfo).port}`;
  const { tables, queues, topics, buckets } = cloud.resources;
  const service = cloud.topology.services['rag-indexer'] ?? expect.fail();
  const made = (kind: Record<string, string>) => (name: string) => kind[name] ?? '';
  const variables = serviceEnvironment(service, {
    table: made(tables),
    queue: made(queues),
    topic: made(topics),
    bucket: made(buckets),
    secret: (name) => pathToFileURL(path.join(dataDir, 'secrets', name)).href,
    parameter: (name) => `env:NO_${name}`,
  });
  await writeFile(
    path.join(dataDir, 'running.json'),
    JSON.stringify({
      url,
      pid: process.pid,
      marketData: 'replay',
      startedAt: new Date().toISOString(),
      endpoints: { aws: url, dynamodb: url },
      logs: dataDir,
      services: { 'rag-indexer': { ...variables, ...cloud.environment, INDEX_URI: uri(), ...settings } },
    }),
  );
}

const byOpenAi = () => ({
  EMBEDDINGS: 'openai',
  OPENAI_BASE_URL: embeddings.url,
  EMBEDDING_DIMENSIONS: String(embeddings.dimensions),
});

/** Puts a file, and notes what became of it. */
async function put(key: string, became: 'indexed' | 'waits'): Promise<void> {
  const { ETag } = await cloud.clients.s3.send(
    new PutObjectCommand({ Bucket: bucket(), Key: key, Body: textOf(key) }),
  );
  const version = (ETag ?? '').replaceAll('"', '');
  const documentId = documentIdOf(key);
  const place = placeOfKey(key) ?? expect.fail();
  const size = Buffer.byteLength(textOf(key));
  if (became === 'indexed') {
    const index = await openKnowledgeIndex({ uri: uri(), embedding: embeddingOf(undefined) });
    const revision = `0${(revisions += 1)}`;
    await indexDocument(
      { index },
      { documentId, revision, name: place.name, version, bytes: Buffer.from(textOf(key)) },
    );
    index.close();
  }
  const indexing = createIndexingStore(table());
  const document = { ...place, documentId };
  const now = new Date();
  const claim = await indexing.claim(document, { token: key, messageId: key, now, until: now });
  if (claim === 'held') throw new Error('the claim is held');
  const outcome: IndexingOutcome =
    became === 'indexed'
      ? { state: 'indexed', version, size, pages: 1, chunks: 1 }
      : { state: 'failed', version, size, reason: 'It waits.', isSettled: false };
  await indexing.settle(document, claim, outcome, now);
}

function start(shell: Record<string, string> = {}): ChildProcess {
  child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', path.join(import.meta.dirname, 'command.ts')],
    {
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir, NO_COLOR: '1', ...shell },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  return child;
}

async function run(shell?: Record<string, string>) {
  const command = start(shell);
  const { stdout, stderr } = command;
  if (!stdout || !stderr) throw new TypeError('the command has no output');
  const [out, error] = await Promise.all([text(stdout), text(stderr), once(command, 'exit')]);
  return { code: command.exitCode, out, error };
}

/** How many pages a question finds, by words or as the provider's embeddings make it. */
async function found(question: string, embedder?: Embedder): Promise<number> {
  const index = await openKnowledgeIndex({ uri: uri(), embedding: embeddingOf(embedder) });
  try {
    const pages = await searchKnowledge(
      { index, ...(embedder && { embedder }) },
      { text: question, visibleTo: 'ada', limit: 20, neighbours: false },
    );
    return pages.length;
  } finally {
    index.close();
  }
}

const sameEmbedder = (): Embedder => ({
  name: 'openai:text-embedding-3-small',
  dimensions: embeddings.dimensions,
  embedPassages: async () => [],
  embedQuestion: async () => [1, ...Array.from({ length: embeddings.dimensions - 1 }, () => 0.01)],
});

it(
  'changes nothing when it is killed, goes on when it is started again, and has what waited indexed',
  { timeout: 120_000 },
  async () => {
    for (const key of keys) await put(key, 'indexed');
    await put(waiting, 'waits');
    await pretendToRun(byOpenAi());

    embeddings.ignore('part-7');
    const first = start({ OPENAI_API_KEY: 'sk-shell' });
    await embeddings.asked('part-7');
    first.kill('SIGKILL');
    await once(first, 'exit');
    expect(await found('Which beacon was repainted?')).toBe(keys.length);
    await expect(found('lamp', sameEmbedder())).rejects.toMatchObject({ code: 'embedding-mismatch' });

    embeddings.ignore(undefined);
    embeddings.requests.length = 0;
    const { code, out, error } = await run({ OPENAI_API_KEY: 'sk-shell' });
    expect(error).toBe('');
    expect(out).toContain(
      '10 documents in 10 chunks: answers draw on them now. The state of 1 document was brought up to date.',
    );
    expect(code).toBe(0);
    // Four documents are in work at once, so three were done when the seventh was begun.
    expect(embeddings.requests.flatMap(({ texts }) => texts).length).toBeLessThanOrEqual(10 - 3);
    expect(await found('lamp', sameEmbedder())).toBe(10);
    await expect(found('beacon')).rejects.toMatchObject({ code: 'embedding-mismatch' });
    expect(new Set(embeddings.requests.map(({ authorization }) => authorization))).toEqual(
      new Set(['Bearer sk-shell']),
    );
    const document = await createDocumentStore(table()).get({
      ownerId: 'ada',
      documentId: documentIdOf(waiting),
    });
    expect(document).toMatchObject({ state: 'indexed', pages: 1, chunks: 1, reason: null });
  },
);

it('leaves the index as it is, and says what to do, when it can’t embed', { timeout: 60_000 }, async () => {
  await put(keys[0] ?? '', 'indexed');
  await pretendToRun({ EMBEDDINGS: 'openai' });
  const { code, error } = await run();
  expect(code).toBe(1);
  expect(error).toContain('set OPENAI_API_KEY or the secret openai-api-key');
  expect(error).toContain('The index in use is as it was.');
  expect(await found('beacon')).toBe(1);
});

it('makes no index that the services would not read', { timeout: 60_000 }, async () => {
  await pretendToRun({});
  const { code, error } = await run({ EMBEDDINGS: 'openai' });
  expect(code).toBe(1);
  expect(error).toContain('The services run with EMBEDDINGS=none');
  await rm(path.join(dataDir, 'running.json'));
  expect((await run()).error).toContain('Start it with npm start');
});
