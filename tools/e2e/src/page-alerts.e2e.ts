import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, screens, signInOnPage } from './support/browser.ts';
import { register } from './support/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(Object.entries(screens))('on a %s', (_, viewport) => {
  it('an alert on a change of the day is previewed, set, changed, snoozed and woken', async () => {
    const person = await register();
    const { page, faults } = await openPage(browser, viewport);
    await signInOnPage(page, person);
    await page.goto('/alerts');
    const form = page.getByRole('form', { name: 'New alert' });
    await form.getByLabel('Symbol').fill('AAPL');
    await form.getByLabel('What to watch').selectOption({ label: 'Its change on the day' });
    await form.getByLabel('falls by at least').check();
    await form.getByLabel('Percent').fill('5');

    const preview = form.getByRole('region', { name: 'Preview' });
    await preview.getByText('Fires when AAPL is down 5% or more on the day.').waitFor();
    await preview.getByText(/Would have fired \d+ times/).waitFor();
    expect(await preview.getByRole('listitem').first().innerText()).toMatch(/\d{4}\s+−\d+\.\d\d%/);
    await preview.getByText(/^Now at [+−]\d+\.\d\d%\./).waitFor();
    await form.getByRole('button', { name: 'Set alert' }).click();

    const list = page.getByRole('region', { name: 'Your alerts' });
    await list.getByRole('heading', { name: 'AAPL is down 5% or more on the day' }).waitFor();
    expect(await person.alerts()).toMatchObject([
      { kind: 'change-percent', direction: 'below', threshold: -5, state: 'armed' },
    ]);

    await list.getByRole('button', { name: /^Change the alert/ }).click();
    await list.getByLabel('New threshold').fill('6.5');
    await page.keyboard.press('Enter');
    await list.getByRole('heading', { name: 'AAPL is down 6.5% or more on the day' }).waitFor();
    await list.getByRole('button', { name: /^Change the alert/ }).click();
    await list.getByRole('button', { name: 'until the next day’s open' }).click();
    await list.getByText('Snoozed').waitFor();
    await list.getByRole('button', { name: /^Wake the alert/ }).click();
    await list.getByText('Armed').waitFor();
    expect(await person.alerts()).toMatchObject([{ threshold: -6.5, state: 'armed', snoozedUntil: null }]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
