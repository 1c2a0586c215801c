import { Worker } from 'node:worker_threads';
import PQueue from 'p-queue';
import { DocumentError } from './document-error.ts';
import type { DocumentFailure } from './document-error.ts';
import type {
  DocumentFormat,
  ExtractedPage,
  ExtractionLimits,
  ExtractionOptions,
} from './extracted-document.ts';
import { fileOf } from './format-names.ts';

/** What the reading thread is given. */
export interface ThreadTask {
  bytes: Uint8Array;
  format: DocumentFormat;
  limits: ExtractionLimits;
}

/** What the reading thread tells. */
export type ThreadMessage =
  | { kind: 'started' }
  | { kind: 'page'; page: ExtractedPage; pages: number }
  | { kind: 'failure'; code: DocumentFailure; message: string }
  | { kind: 'end' };

/** How often the reader's memory is looked at, in milliseconds: a stream of zeros inflates by some megabytes in that time. */
const watchEvery = 25;
const bytesPerMebibyte = 1024 * 1024;
/** What of the memory may be the thread's heap; the rest is for the file, its text, and what is allocated outside. */
const heapShare = 0.75;

/** From source the thread runs the file beside this one; in a bundle, the file that was bundled beside it. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './reading-thread.ts' : './reading-thread.mjs',
  import.meta.url,
);

/** Memory can only be told of the whole process: of two files that were read at once, each would be charged with both. */
const turns = new PQueue({ concurrency: 1 });

/**
 * Reads a file in a thread of its own, which is ended when it takes too much memory or time: a small file can unpack to
 * gigabytes, or to a page that never ends. One file is read at a time; its time begins when its turn comes.
 * @throws DocumentError as `readPdf` and `readText`, and `too-large` or `too-slow` when it was stopped
 * @throws Error when the thread did not start, which is no fault of the file
 */
export async function readApart(
  bytes: Uint8Array,
  format: DocumentFormat,
  limits: ExtractionLimits,
  options: ExtractionOptions,
): Promise<ExtractedPage[]> {
  const { signal } = options;
  return turns.add(() => readInThread(bytes, format, limits, options), { ...(signal && { signal }) });
}

async function readInThread(
  bytes: Uint8Array,
  format: DocumentFormat,
  limits: ExtractionLimits,
  { onPage, signal }: ExtractionOptions,
): Promise<ExtractedPage[]> {
  signal?.throwIfAborted();
  const before = process.memoryUsage.rss();
  const thread = new Worker(threadFile, {
    workerData: { bytes, format, limits } satisfies ThreadTask,
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(heapShare * limits.mebibytes) },
    stdout: true,
    stderr: true,
  });
  const pages: ExtractedPage[] = [];
  let isStarted = false;
  let watch: NodeJS.Timeout | undefined;
  let deadline: NodeJS.Timeout | undefined;
  let abort: (() => void) | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      deadline = setTimeout(() => reject(tooSlow(format, pages.length)), limits.milliseconds);
      watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > limits.mebibytes * bytesPerMebibyte)
          reject(tooMuchMemory(format));
      }, watchEvery);
      abort = () => reject(signal?.reason as Error);
      signal?.addEventListener('abort', abort, { once: true });
      thread.on('message', (message: ThreadMessage) => {
        if (message.kind === 'started') isStarted = true;
        else if (message.kind === 'end') resolve();
        else if (message.kind === 'failure') reject(new DocumentError(message.code, message.message));
        else {
          pages.push(message.page);
          onPage?.(message.page.number, message.pages);
        }
      });
      thread.once('error', (error) => {
        if (isOutOfMemory(error)) reject(tooMuchMemory(format));
        else reject(isStarted ? broken(format, error) : error);
      });
      thread.once('exit', (code) => {
        const ended = new Error(`The reading thread ended early, with ${code}.`);
        reject(isStarted ? broken(format, ended) : ended);
      });
    });
    return pages;
  } finally {
    clearTimeout(deadline);
    clearInterval(watch);
    if (abort) signal?.removeEventListener('abort', abort);
    await thread.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooMuchMemory(format: DocumentFormat): DocumentError {
  return new DocumentError(
    'too-large',
    format === 'pdf'
      ? 'The PDF unpacks to far more than its size; it needs too much memory to read.'
      : `The ${fileOf(format)} needs too much memory to read. Upload it in parts.`,
  );
}

function tooSlow(format: DocumentFormat, read: number): DocumentError {
  const done = read === 1 ? '1 page' : `${read} pages`;
  return new DocumentError(
    'too-slow',
    `Reading the ${fileOf(format)} took too long; it was stopped after ${done}.`,
  );
}

function broken(format: DocumentFormat, cause: unknown): DocumentError {
  return new DocumentError('broken', `The ${fileOf(format)} is damaged and can’t be read.`, { cause });
}
