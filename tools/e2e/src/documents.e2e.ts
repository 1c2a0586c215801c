import type { ChatAnswer } from '@marketscope/contracts';
import { zipSync } from 'fflate';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { expect, it } from 'vitest';
import { becomes, names, upload } from './support/documents.ts';
import { TOLD_MS } from './support/patience.ts';
import { demo, register, signIn } from './support/person.ts';

/** A report of three pages, whose second tells the revenue. */
async function report(revenue: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const pages = [
    ['Brightwater Pumps Inc.', 'Quarterly report, second quarter 2025'],
    [
      'Consolidated income statement',
      '(in millions of US dollars)',
      `Revenue  ${revenue}`,
      'Net income  12.7',
    ],
    ['Risks', 'The plant in Tampere stands by a river that floods.'],
  ];
  for (const lines of pages) {
    const page = pdf.addPage([595, 842]);
    lines.forEach((line, row) => page.drawText(line, { x: 60, y: 760 - row * 24, size: 12, font }));
  }
  return pdf.save();
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
  const strangers = await stranger.ask(question);
  expect(strangers.answer).not.toContain('431.7');
  expect(documentsCited(strangers).map(({ name }) => name)).not.toContain('brightwater.pdf');

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
});

it('says why a file can’t be read, on the page and to who uploaded it', async () => {
  const person = await register();
  const files: Record<string, { content: Uint8Array | string; reason: RegExp }> = {
    'broken.pdf': { content: '%PDF-1.7\nthis is no document\n', reason: /./ },
    'archive.pdf': { content: zipSync({ 'a.txt': new Uint8Array(64) }), reason: /./ },
    'nothing.txt': { content: '   \n', reason: /no text/i },
    'half.json': { content: '{"a": ', reason: /JSON/ },
  };
  for (const [name, { content, reason }] of Object.entries(files)) {
    const id = await upload(person, name, content);
    expect((await becomes(person, id, 'failed')).reason).toMatch(reason);
  }
  const told = async () =>
    (await person.inbox()).items.filter(({ kind }) => kind === 'job-failed').map(({ title }) => title);
  await expect
    .poll(told, { timeout: TOLD_MS })
    .toEqual(expect.arrayContaining(Object.keys(files).map((name) => `“${name}” could not be read`)));
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
