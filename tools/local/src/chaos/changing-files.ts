import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { LocalCloud } from '@marketscope/testing';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { s3Event, type ObjectChange } from '../sources/s3-event.ts';
import { atMostWaiting } from './queue-depth.ts';

const QUEUE = 'document-events';
const DOCUMENTS = 24;
/** Whose private documents are among them. */
export const OWNERS = ['ada', 'bob'];
/** News that is held back, of which any may be told next: so they overtake one another. */
const HELD_BACK = 8;
/** Messages that wait at the most, so that files change while others are being read. */
const MOST_WAITING = 4;

/** Files of documents that change, and whose news comes twice or late or before older news. */
export interface ChangingFiles {
  /** What every file is now; undefined for one that was deleted. */
  readonly now: ReadonlyMap<string, Uint8Array | undefined>;
  /** Changes in the order in which they happened. */
  readonly history: readonly { key: string; bytes: Uint8Array | undefined }[];
  /** Changes files, and sends the indexer so many messages: each change is told at least once. */
  change(messages: number): Promise<void>;
}

export function createChangingFiles({ clients, resources }: LocalCloud): ChangingFiles {
  const bucket = resources.buckets['knowledge-base'] ?? '';
  const queue = resources.queues[QUEUE] ?? '';
  const now = new Map<string, Uint8Array | undefined>();
  const history: { key: string; bytes: Uint8Array | undefined }[] = [];
  let version = 0;

  async function changeOne(): Promise<ObjectChange> {
    version += 1;
    const key = keyOf(Math.floor(Math.random() * DOCUMENTS));
    const isDeleted = now.get(key) !== undefined && Math.random() < 0.25;
    const bytes = isDeleted ? undefined : await contentOf(key, version);
    if (bytes) await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
    else await clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    now.set(key, bytes);
    history.push({ key, bytes });
    return { bucket, key, at: new Date(), event: bytes ? 'ObjectCreated' : 'ObjectRemoved' };
  }

  return {
    now,
    history,
    async change(messages) {
      const untold: ObjectChange[] = [];
      let sent = 0;
      while (sent < messages) {
        if (sent + untold.length < messages) {
          const change = await changeOne();
          untold.push(change);
          // S3 tells some news twice.
          if (Math.random() < 0.3 && sent + untold.length < messages) untold.push(change);
          if (untold.length < HELD_BACK) continue;
        }
        const [told] = untold.splice(Math.floor(Math.random() * untold.length), 1);
        if (!told) continue;
        await atMostWaiting(clients.sqs, queue, MOST_WAITING);
        sent += 1;
        const body = s3Event(told, { configurationId: QUEUE, number: version });
        await clients.sqs.send(
          new SendMessageCommand({ QueueUrl: queue, MessageBody: JSON.stringify(body) }),
        );
      }
    },
  };
}

/** Private documents of two people, and shared ones; every fifth is a PDF. */
function keyOf(number: number): string {
  const folder = [...OWNERS.map((owner) => `users/${owner}`), 'company-profiles'][number % 3] ?? '';
  return `${folder}/document-${number}.${number % 5 === 0 ? 'pdf' : 'md'}`;
}

/** Some pages that name document, version and page; or, now and then, what is no document. */
async function contentOf(key: string, version: number): Promise<Uint8Array> {
  if (version % 11 === 0) return Buffer.from(`PK\u0003\u0004 archive ${version}`);
  const pages = Array.from({ length: 1 + (version % 4) }, (_, page) => [
    `Version ${version} of ${key}`,
    `This is page ${page + 1}. The lighthouse turned ${version} times.`,
  ]);
  if (!key.endsWith('.pdf')) return Buffer.from(pages.map((lines) => lines.join('\n\n')).join('\f'));
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = pdf.addPage([595, 842]);
    lines.forEach((line, row) => page.drawText(line, { x: 60, y: 760 - row * 24, size: 12, font }));
  }
  return pdf.save();
}
