import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askOnPage, launchBrowser, openPage, screens, signInOnPage } from './support/browser.ts';
import { npmRun } from './support/commands.ts';
import { TOLD_MS } from './support/patience.ts';
import { demo, register, signIn } from './support/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(Object.entries(screens))('on a %s', (_, viewport) => {
  it('the demo account asks for a price and sees the answer, how it was found, and its source', async () => {
    const { price } = await (await signIn(demo)).quote('AAPL');
    const { page, faults } = await openPage(browser, viewport);
    await signInOnPage(page, demo);
    expect(await askOnPage(page, "What's AAPL's price?")).toContain(price.toFixed(2));

    const answer = page.getByRole('article', { name: 'Answer' }).last();
    await answer.getByRole('list', { name: 'How this was found' }).locator('summary').click();
    await answer.getByRole('heading', { name: 'Answered' }).waitFor();
    expect(await answer.getByRole('list', { name: 'Sources' }).innerText()).toContain('AAPL');

    // A reload keeps the conversation and the session.
    await page.reload();
    await page
      .getByText(`is at $${price.toFixed(2)}`)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('nothing is wider than the screen', async () => {
    const { page } = await openPage(browser, viewport);
    await signInOnPage(page, demo);
    await askOnPage(page, 'Compare AAPL and ^GSPC this year');
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const wideMain = () =>
      page.getByRole('main').evaluate((main) => main.scrollWidth - document.documentElement.clientWidth);
    const longWord = `https://finance.yahoo.com/quote/AAPL/history?p=${'AAPL'.repeat(40)}`;
    await page.getByRole('textbox', { name: 'Your question' }).fill(longWord);
    expect(await wideMain(), 'a long word being typed').toBeLessThanOrEqual(0);
    await askOnPage(page, longWord);
    expect(await wideMain(), 'a long word asked').toBeLessThanOrEqual(0);
    for (const path of [new URL(page.url()).pathname, '/watchlist', '/alerts', '/screen', '/inbox']) {
      await page.goto(path);
      await page.getByRole('main').waitFor();
      expect(await overflow(), path).toBeLessThanOrEqual(0);
      expect(await wideMain(), path).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });
});

it('an alert that is asked for is listed, fires with an update, and shows in the inbox by itself', async () => {
  const person = await register();
  const { price } = await person.quote('AAPL');
  const { page, faults } = await openPage(browser, screens.desktop);
  await signInOnPage(page, person);
  await askOnPage(page, `Alert me when AAPL goes above ${(price + 0.01).toFixed(2)}`);
  await askOnPage(page, `Alert me when AAPL drops below ${(price - 0.01).toFixed(2)}`);

  await page
    .getByRole('link', { name: /^Alerts/ })
    .first()
    .click();
  await page
    .getByText((price + 0.01).toFixed(2))
    .first()
    .waitFor();
  await page
    .getByText((price - 0.01).toFixed(2))
    .first()
    .waitFor();

  await page
    .getByRole('link', { name: /^Inbox/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
  await npmRun('update-now');
  await page.getByRole('heading', { name: /AAPL/ }).first().waitFor({ timeout: TOLD_MS });
  expect(faults).toEqual([]);
  await page.context().close();
});

it('a wrong password is said to be wrong', async () => {
  const { page } = await openPage(browser, screens.phone);
  await page.getByLabel('E-mail').fill(`nobody-${Date.now()}@example.com`);
  await page.getByLabel('Password').fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').innerText()).toMatch(/password|e-mail/i);
  await page.context().close();
});
