import { pdfOf, pdfOfSamePages } from '@marketscope/testing/documents';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOnPage, launchBrowser, openPage, screens, signInOnPage } from './support/browser.ts';
import { TOLD_MS } from './support/patience.ts';
import { register } from './support/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Chooses files on the page of documents. */
async function choose(page: Page, files: Record<string, Uint8Array>): Promise<void> {
  await page
    .getByLabel('Files to upload')
    .setInputFiles(
      Object.entries(files).map(([name, bytes]) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })),
    );
}

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

const question = 'What was the revenue of Kestrel Looms in the third quarter of 2025?';

/** A report whose revenue stands on page 2. */
const report = (revenue: string, ...more: string[][]) =>
  pdfOf([
    ['Kestrel Looms Inc.', 'Quarterly report, third quarter 2025'],
    [
      'Consolidated income statement',
      '(in millions of US dollars)',
      `Revenue  ${revenue}`,
      'Net income  21.3',
    ],
    ...more,
  ]);

describe.each(Object.entries(screens))('on a %s', (_, viewport) => {
  it('documents are uploaded, cited with their page, replaced and deleted', async () => {
    const { page, faults } = await openPage(browser, viewport);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await signInOnPage(page, await register());
    await page.goto('/documents');
    await choose(page, { 'kestrel.pdf': await report('618.4'), 'scan-of-a-contract.pdf': await pdfOf([[]]) });
    await row(page, 'kestrel.pdf').getByText('2 pages, ready for questions').waitFor({ timeout: TOLD_MS });
    await row(page, 'scan-of-a-contract.pdf')
      .getByText(/holds no text, only pictures/)
      .waitFor({ timeout: TOLD_MS });
    expect(await overflow()).toBeLessThanOrEqual(0);
    const sidebar = page.locator('.sidebar').first();
    expect(await sidebar.evaluate((side) => side.scrollWidth - side.clientWidth)).toBeLessThanOrEqual(0);
    const actions = (await row(page, 'kestrel.pdf').getByRole('button').first().boundingBox())?.x ?? 0;
    const words = await row(page, 'kestrel.pdf').getByText('ready for questions').boundingBox();
    expect((words?.x ?? 0) + (words?.width ?? Infinity), 'words beside what can be done').toBeLessThanOrEqual(
      actions,
    );

    await page.goto('/chat');
    expect(await askOnPage(page, question)).toContain('618.4');
    const answer = page.getByRole('article', { name: 'Answer' }).last();
    const cited = answer.getByRole('list', { name: 'Sources' }).getByRole('listitem').first();
    expect(await cited.innerText()).toMatch(/kestrel\.pdf\s+page 2/);
    await cited.locator('summary').click();
    await cited.getByText(/Revenue\s+618\.4/).waitFor();
    expect(await overflow()).toBeLessThanOrEqual(0);
    await cited.getByRole('link').click();
    await page.locator('li[aria-current]').filter({ hasText: 'kestrel.pdf' }).waitFor();

    await choose(page, { 'kestrel.pdf': await report('1,733.9', ['Risks']) });
    // The page looks by itself until the new version has been read.
    await row(page, 'kestrel.pdf').getByText('3 pages, ready for questions').waitFor({ timeout: TOLD_MS });
    await page.goto('/chat');
    const next = await askOnPage(page, question);
    expect(next).toContain('1,733.9');
    expect(next).not.toContain('618.4');

    await page.goto('/documents');
    await page.getByRole('button', { name: 'Delete kestrel.pdf' }).click();
    await page.getByRole('button', { name: 'Delete kestrel.pdf: Delete?' }).click();
    await row(page, 'kestrel.pdf').waitFor({ state: 'detached' });
    await page.goto('/chat');
    expect(await askOnPage(page, question)).not.toMatch(/1,733\.9|618\.4/);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

it('the page tells how far the longest document has been read', async () => {
  const lines = Array.from({ length: 45 }, () => 'The gauge was read again and nothing had changed since');
  const { page, faults } = await openPage(browser, screens.phone);
  await signInOnPage(page, await register());
  await page.goto('/documents');
  await choose(page, { 'log-of-the-lighthouse.pdf': pdfOfSamePages(2000, lines) });
  const document = row(page, 'log-of-the-lighthouse.pdf');
  await document.getByText(/^Being read: page [\d,]+ of 2,000$/).waitFor({ timeout: TOLD_MS });
  await document.getByRole('progressbar').waitFor();
  await document.getByText('2,000 pages, ready for questions').waitFor({ timeout: TOLD_MS });
  expect(faults).toEqual([]);
  await page.context().close();
});
