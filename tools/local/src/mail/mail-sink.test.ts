import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { openMailStore, type MailStore } from './mail-store.ts';

let folder: string;
let file: string;
let store: MailStore;
let sink: MailSink;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mail-'));
  file = path.join(folder, 'state/mail.jsonl');
  store = await openMailStore(file);
  sink = await startMailSink(store);
});
afterEach(async () => {
  await sink.stop();
  await rm(folder, { recursive: true });
});

const mail = (subject: string) => ({
  from: 'MarketScope <hello@marketscope.example>',
  to: ['ann@example.com', 'bob@example.com'],
  subject,
  text: 'AAPL is below 200',
  html: '<p>AAPL is below <b>200</b></p>',
  messageId: '<alert-1@marketscope.example>',
});

it('keeps what it is sent, readable', async () => {
  await createTransport(sink.url).sendMail(mail('Alert: AAPL · é'));
  expect(store.list()).toEqual([
    {
      id: expect.any(String),
      messageId: '<alert-1@marketscope.example>',
      from: 'hello@marketscope.example',
      to: 'ann@example.com, bob@example.com',
      subject: 'Alert: AAPL · é',
      text: expect.stringContaining('AAPL is below 200'),
      html: expect.stringContaining('<b>200</b>'),
      receivedAt: expect.stringMatching(/Z$/),
    },
  ]);
});

it('keeps mails over a restart, newest first, even when a crash cut the last one short', async () => {
  const transport = createTransport(sink.url);
  await transport.sendMail(mail('first'));
  await transport.sendMail(mail('second'));
  await appendFile(file, '{"id":"3","subj');
  const reopened = await openMailStore(file);
  expect(reopened.list().map(({ subject }) => subject)).toEqual(['second', 'first']);
  const [latest] = store.list();
  if (latest) await reopened.add({ ...latest, id: '4', subject: 'fourth' });
  expect((await openMailStore(file)).list().map(({ subject }) => subject)).toEqual([
    'fourth',
    'second',
    'first',
  ]);
});

it('refuses a mail that is too large, and keeps working', async () => {
  const transport = createTransport(sink.url);
  await expect(
    transport.sendMail({ ...mail('large'), text: 'x'.repeat(11 * 1024 * 1024) }),
  ).rejects.toMatchObject({
    responseCode: 552,
  });
  await transport.sendMail(mail('small'));
  expect(store.list().map(({ subject }) => subject)).toEqual(['small']);
});
