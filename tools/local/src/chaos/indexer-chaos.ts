import { createDocumentStore, createKnowledgeBase, documentIdOf } from '@marketscope/stores';
import { placeOfKey, type StoredDocument } from '@marketscope/domain';
import { extractDocument } from '@marketscope/knowledge';
import { createChangingFiles, OWNERS, type ChangingFiles } from './changing-files.ts';
import { startHostedIndexer, type HostedIndexer } from './hosted-indexer.ts';
import { indexContents, type IndexContents } from './index-contents.ts';
import { allHandled, receiveAll } from './queue-depth.ts';
import { randomKills } from './random-kills.ts';

export interface IndexerChaosResult {
  kills: number;
  messages: number;
  /** Messages that were handled when they were received again: their first worker died. */
  handledAgain: number;
  /** Why workers that lived failed messages, as they logged it. */
  failures: string[];
  /** Messages that had become dead letters and were sent back. */
  redriven: number;
  documents: { indexed: number; failed: number; deleted: number };
  contents: IndexContents;
  /** What is not as the files are, in words; nothing when the index followed them. */
  faults: string[];
  /** Uploads, replacements and deletions, in order. */
  history: ChangingFiles['history'];
}

const QUEUE = 'document-events';
/** Messages that are sent more, while kills are left when all has been handled. */
const MORE_MESSAGES = 20;
const KILL_WITHIN_MS = 1000;
/** Seconds of an invocation: short where what was killed has to be received again, and else as on AWS. */
const TIMEOUT_SECONDS = { killed: 8, undisturbed: 300 };

/**
 * Has documents uploaded, replaced and deleted, and their news told twice, late and out of order, while the indexer is
 * killed with SIGKILL at random moments. Once it was killed often enough and all is handled, compares what the index, the
 * table and the events tell with what the files are.
 * @param options.processes that index at once
 * @param options.onKill hears the number of kills so far
 */
export async function runIndexerChaos(options: {
  kills: number;
  messages: number;
  processes: number;
  onKill?: (kills: number) => void;
}): Promise<IndexerChaosResult> {
  const killing = randomKills({ ...options, withinMs: KILL_WITHIN_MS });
  const hosted = await startHostedIndexer({
    processes: options.processes,
    timeoutSeconds: options.kills > 0 ? TIMEOUT_SECONDS.killed : TIMEOUT_SECONDS.undisturbed,
    onInvoke: killing.onInvoke,
  });
  const { cloud } = hosted;
  try {
    const files = createChangingFiles(cloud);
    let { messages } = options;
    await files.change(messages);
    let redriven = await allHandled(cloud, [QUEUE]);
    while (killing.done() < options.kills) {
      messages += MORE_MESSAGES;
      await files.change(MORE_MESSAGES);
      redriven += await allHandled(cloud, [QUEUE]);
    }
    const log = await hosted.log();
    return {
      kills: killing.done(),
      messages,
      handledAgain: handledAgain(log),
      failures: log.flatMap(({ err }) => (err === undefined ? [] : [JSON.stringify(err)])),
      redriven,
      history: files.history,
      ...(await compare(hosted, files.now)),
    };
  } finally {
    await hosted.stop();
  }
}

async function compare(
  { cloud, indexUri }: HostedIndexer,
  files: ChangingFiles['now'],
): Promise<Pick<IndexerChaosResult, 'contents' | 'documents' | 'faults'>> {
  const { clients, resources } = cloud;
  const rows = createDocumentStore({
    documents: clients.documents,
    table: resources.tables['documents'] ?? '',
  });
  const base = createKnowledgeBase({
    objects: clients.s3,
    bucket: resources.buckets['knowledge-base'] ?? '',
  });
  const contents = await indexContents(indexUri, OWNERS);
  const told = new Set((await receiveAll(clients.sqs, resources.queues['notifications'] ?? '')).map(eventId));
  const documents = { indexed: 0, failed: 0, deleted: 0 };
  const faults: string[] = [];
  for (const [key, bytes] of files) {
    const documentId = documentIdOf(key);
    const row = await rows.get({ ownerId: placeOfKey(key)?.ownerId ?? '', documentId });
    const held = contents.documents.filter((each) => each.documentId === documentId);
    const state = bytes === undefined ? 'deleted' : row?.state === 'failed' ? 'failed' : 'indexed';
    documents[state] += 1;
    const fault = (what: string): void => void faults.push(`${key} (${state}) ${what}`);

    if (state !== 'indexed' && held.length > 0) fault('is in the index');
    if (state === 'deleted') {
      if (row) fault('is in the table');
      continue;
    }
    const version = (await base.head(key))?.version ?? '';
    if (!told.has(`${documentId}#${version}${state === 'failed' ? '#failed' : ''}`))
      fault('was never told of');
    if (state === 'failed') {
      if (!row?.reason) fault('has no reason');
      continue;
    }
    if (held.length !== 1) fault(`is ${held.length} times in the index`);
    const expected = (await extractDocument({ name: key, bytes: bytes ?? new Uint8Array() })).pages;
    if (JSON.stringify(held[0]?.pages) !== JSON.stringify(expected.map(({ text }) => text)))
      fault(`has other pages than its file: ${JSON.stringify(held[0]?.pages)}`);
    faults.push(...rowFaults(key, row, { version, pages: expected.length, chunks: held[0]?.chunks }));
  }
  const chunks = contents.documents.reduce((sum, each) => sum + each.chunks, 0);
  if (contents.storedChunks !== chunks)
    faults.push(`${contents.storedChunks} chunks are stored where the documents have ${chunks}`);
  return { contents, documents, faults };
}

function rowFaults(
  key: string,
  row: StoredDocument | undefined,
  expected: { version: string; pages: number; chunks: number | undefined },
): string[] {
  if (!row) return [`${key} is not in the table`];
  const { state, version, pages, chunks } = row;
  return state === 'indexed' && JSON.stringify({ version, pages, chunks }) === JSON.stringify(expected)
    ? []
    : [
        `${key} is said to be ${JSON.stringify({ state, version, pages, chunks })}, not ${JSON.stringify(expected)}`,
      ];
}

function handledAgain(log: Record<string, unknown>[]): number {
  const done = log.filter(({ followed, receiveCount }) => followed !== undefined && Number(receiveCount) > 1);
  return new Set(done.map(({ messageId }) => messageId)).size;
}

function eventId(body: string): string {
  return String((JSON.parse(body) as { id?: unknown }).id);
}
