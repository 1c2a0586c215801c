import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Mails that are kept over a restart at the most. */
const MAX_KEPT = 1000;

const receivedMail = z.object({
  id: z.string(),
  messageId: z.string(),
  from: z.string(),
  /** Addresses that it was sent to, with commas between. */
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  receivedAt: z.iso.datetime(),
});
/** A mail that a service sent. `html` and `text` are empty when it has no such part. */
export type ReceivedMail = z.infer<typeof receivedMail>;

/** The mails that were received, kept in a file of JSON lines. */
export interface MailStore {
  /** Settles when the mail is on disk. */
  add(mail: ReceivedMail): Promise<void>;
  /** Newest first. */
  list(): ReceivedMail[];
  get(id: string): ReceivedMail | undefined;
}

/** Opens the store with what the file holds. A line that a crash cut short is left out. */
export async function openMailStore(file: string): Promise<MailStore> {
  await mkdir(path.dirname(file), { recursive: true });
  const mails = parseLines(await readFile(file, 'utf8').catch(() => '')).slice(-MAX_KEPT);
  await writeFile(file, mails.map(line).join(''));
  return {
    async add(mail) {
      await appendFile(file, line(mail));
      mails.push(mail);
    },
    list: () => mails.toReversed(),
    get: (id) => mails.find((mail) => mail.id === id),
  };
}

function line(mail: ReceivedMail): string {
  return `${JSON.stringify(mail)}\n`;
}

function parseLines(text: string): ReceivedMail[] {
  return text.split('\n').flatMap((part) => {
    try {
      return [receivedMail.parse(JSON.parse(part))];
    } catch {
      return [];
    }
  });
}
