import type { ChatAnswer, IndexingProgress } from '@marketscope/contracts';
import { greedyFiles, pdfOf, unreadableFiles } from '@marketscope/testing/documents';
import { expect, it } from 'vitest';
import { becomes, documentOf, names, upload } from './support/documents.ts';
import { TOLD_MS } from './support/patience.ts';
import { demo, register, signIn } from './support/person.ts';

const risk = 'The plant in Tampere stands by a river that floods.';

/** A report of three pages, and more, whose second tells the revenue. */
function report(revenue: string, ...more: string[][]): Promise<Uint8Array> {
  return pdfOf([
    ['Brightwater Pumps Inc.', 'Quarterly report, second quarter 2025'],
    [
      'Consolidated income statement',
      '(in millions of US dollars)',
      `Revenue  ${revenue}`,
      'Net income  12.7',
    ],
    ['Risks', risk],
    ...more,
  ]);
}

function documentsCited({ citations }: ChatAnswer): { name: string; page: number; excerpt: string }[] {
  return citations.flatMap((citation) => (citation.kind === 'document' ? [citation] : []));
}

const question = 'What was the revenue of Brightwater Pumps in the second quarter of 2025?';

it('answers from an uploaded document with its page, then from its next version, and never from a deleted one', async () => {
  const person = await register();
  const stranger = await register();
  const first = await report('431.7');
  const id = await upload(person, 'brightwater.pdf', first);
  const indexed = await becomes(person, id, 'indexed');
  expect(indexed).toMatchObject({ name: 'brightwater.pdf', pages: 3, reason: null });

  const file = await fetch(indexed.link ?? '');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(first);

  const answer = await person.ask(question);
  expect(answer.answer).toContain('431.7');
  expect(answer.answer).toContain('brightwater.pdf, page 2');
  expect(documentsCited(answer)[0]).toMatchObject({ name: 'brightwater.pdf', page: 2 });

  // Nobody else sees it: by list, by id or by question.
  expect(await names(stranger)).not.toContain('brightwater.pdf');
  for (const method of ['GET', 'DELETE'])
    expect((await stranger.request(method, `/api/documents/${id}`)).status).toBe(404);
  for (const asked of [
    question,
    `What does “${risk}” mean for the revenue?`,
    'What is in brightwater.pdf?',
  ]) {
    const strangers = await stranger.ask(asked);
    expect(documentsCited(strangers).map(({ name }) => name)).not.toContain('brightwater.pdf');
    expect(JSON.stringify(strangers)).not.toContain(id);
    expect(strangers.answer).not.toContain('431.7');
  }

  const second = await report('1,209.35');
  expect(await upload(person, 'brightwater.pdf', second)).toBe(id);
  await becomes(person, id, 'indexed', second.length);
  const next = await person.ask(question);
  expect(next.answer).toContain('1,209.35');
  expect(JSON.stringify(next)).not.toContain('431.7');

  expect((await person.request('DELETE', `/api/documents/${id}`)).status).toBe(204);
  const last = await person.ask(question);
  expect(JSON.stringify(last)).not.toContain('1,209.35');
  expect(documentsCited(last).map(({ name }) => name)).not.toContain('brightwater.pdf');
  expect(await names(person)).not.toContain('brightwater.pdf');

  // It may come back under its name, though the news of its removal may still be on its way.
  const third = await report('88.4', ['Outlook', 'Orders are up.']);
  expect(await upload(person, 'brightwater.pdf', third)).toBe(id);
  await becomes(person, id, 'indexed', third.length);
  expect((await person.ask(question)).answer).toContain('88.4');
});

it('says of each file that can’t be read why not, while it reads those beside it', async () => {
  const person = await register();
  const bomb = greedyFiles['a PDF that unpacks to 700 MB'];
  const files = [...Object.values(unreadableFiles), ...(bomb ? [bomb] : [])];
  const unreadable = await Promise.all(
    files.map(async ({ name, bytes, reason }) => ({ id: await upload(person, name, await bytes()), reason })),
  );
  const good = await upload(person, 'good.md', '# Good\n\nThe ferry to Porthaven leaves at nine.\n');
  for (const { id, reason } of unreadable) {
    const failed = await becomes(person, id, 'failed');
    expect(failed.reason).toMatch(reason);
    expect(failed).toMatchObject({ pages: null, chunks: null, progress: null });
  }
  await becomes(person, good, 'indexed');
  const told = async () =>
    (await person.inbox()).items.filter(({ kind }) => kind === 'job-failed').map(({ title }) => title);
  await expect
    .poll(told, { timeout: TOLD_MS })
    .toEqual(expect.arrayContaining(files.map(({ name }) => `“${name}” could not be read`)));
});

it('tells how far it has read a document of 300 pages, and answers from its last one', async () => {
  const person = await register();
  const pages = Array.from({ length: 300 }, (_, page) => [
    `Log of the lighthouse, day ${page + 1}`,
    ...Array.from(
      { length: 30 },
      () => 'The gauge was read again, and nothing had changed since the day before.',
    ),
  ]);
  pages[0] = ['Skerry Lights Inc.', 'Annual report 2025'];
  pages[299] = ['Consolidated income statement', '(in millions of US dollars)', 'Revenue  87.25'];
  const id = await upload(person, 'skerry.pdf', await pdfOf(pages));
  const seen: IndexingProgress[] = [];
  await expect
    .poll(
      async () => {
        const { state, progress } = await documentOf(person, id);
        if (progress) seen.push(progress);
        return state;
      },
      { timeout: TOLD_MS, interval: 25 },
    )
    .toBe('indexed');
  expect(seen).not.toEqual([]);
  for (const { pages: read, of } of seen) {
    expect(of).toBe(300);
    expect(read).toBeLessThanOrEqual(300);
  }
  expect(await documentOf(person, id)).toMatchObject({ pages: 300, progress: null });
  const answer = await person.ask('What was the revenue of Skerry Lights in 2025?');
  expect(answer.answer).toContain('87.25');
  expect(documentsCited(answer)[0]).toMatchObject({ name: 'skerry.pdf', page: 300 });
});

it.each([
  [{ name: 'nothing.txt', size: 0 }, 'The file is empty'],
  [{ name: 'huge.pdf', size: 50 * 1024 * 1024 + 1 }, 'A document has 50 MB at the most'],
  [{ name: 'program.exe', size: 10 }, 'Upload PDF, Markdown, text, HTML, CSV or JSON'],
])('takes no upload of %j', async (request, reason) => {
  const refused = await (await register()).request('POST', '/api/documents', request);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain(reason);
});

it('lets curators alone change the shared folders, from which everyone is answered', async () => {
  const person = await register();
  const refused = await person.request('POST', '/api/documents', {
    name: 'mine.md',
    folder: 'company-profiles',
    size: 10,
  });
  expect(refused.status).toBe(403);

  const curator = await signIn(demo);
  const text = '# Quillon Ferries: profile\n\nQuillon Ferries has its headquarters in Porthaven.\n';
  const id = await upload(curator, 'quillon-ferries.md', text, 'company-profiles');
  await becomes(curator, id, 'indexed');
  const { answer } = await person.ask('Where does Quillon Ferries have its headquarters?');
  expect(answer).toContain('Porthaven');
  expect((await person.request('DELETE', `/api/documents/${id}`)).status).toBe(403);
  expect((await curator.request('DELETE', `/api/documents/${id}`)).status).toBe(204);
});

it('answers from the sample documents', async () => {
  const person = await register();
  await expect
    .poll(() => names(person), { timeout: TOLD_MS })
    .toEqual(expect.arrayContaining(['aldergate-q2-2025.pdf', 'apple.md', 'microsoft.md']));
  await expect
    .poll(async () => (await person.ask("What was Apple's Q2 revenue?")).answer, { timeout: TOLD_MS })
    .toMatch(/apple\.md, page 1[\s\S]*8\.16/);
  const aldergate = await person.ask('What was the operating income of Aldergate Instruments in Q2 2025?');
  expect(aldergate.answer).toContain('22.2');
  expect(documentsCited(aldergate)[0]).toMatchObject({ name: 'aldergate-q2-2025.pdf', page: 2 });
});
