import { readFile } from 'node:fs/promises';
import type { ScreenResponse } from '@marketscope/contracts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openPage, screens, signInOnPage } from './support/browser.ts';
import { register } from './support/person.ts';
import { nextScreen } from './support/screens.ts';

let browser: Browser;
let all: ScreenResponse;
beforeAll(async () => {
  browser = await launchBrowser();
  all = await nextScreen(await register());
});
afterAll(() => browser.close());

describe.each(Object.entries(screens))('on a %s', (_, viewport) => {
  it('the screen is filtered, its filter saved, applied and deleted, and its file fetched', async () => {
    const person = await register();
    const { page, faults } = await openPage(browser, viewport);
    await signInOnPage(page, person);
    await page.goto('/screen');
    const rows = page.getByRole('rowheader');
    await rows.first().waitFor();
    const { worst } = all.screen;
    await page.getByText(`by ${(-(worst?.drawdownPercent ?? 0)).toFixed(1)}%`).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);

    const filter = page.getByLabel('Filter', { exact: true });
    await filter.fill('drawdwn < -20%');
    await page.keyboard.press('Enter');
    await page.getByText('Did you mean “drawdown”?').waitFor();
    expect(await rows.count()).toBe(all.items.length);

    await filter.fill('drawdown < -20% and not rsi > 90');
    await page.getByText('Means: 52-week drawdown below −20% and not RSI above 90.').waitFor();
    await page.keyboard.press('Enter');
    const deep = all.items.filter(
      ({ drawdownPercent, rsi14 }) =>
        drawdownPercent !== null && drawdownPercent < -20 && rsi14 !== null && rsi14 <= 90,
    );
    await page.getByText(new RegExp(`^${deep.length} of ${all.items.length} symbols match`)).waitFor();
    expect(await rows.count()).toBe(deep.length);

    const saved = page.locator('details', { hasText: 'Saved filters' });
    if (!(await saved.getByLabel('Save the filter in use as').isVisible()))
      await saved.locator('summary').click();
    await saved.getByLabel('Save the filter in use as').fill('Deep');
    await page.keyboard.press('Enter');
    const apply = saved.getByRole('button', { name: /^Apply the filter Deep/ });
    await apply.waitFor();
    await page.getByRole('button', { name: 'Remove the filter' }).click();
    await page.getByText(`${all.items.length} symbols`, { exact: true }).waitFor();
    await apply.click();
    await page.getByText(`${deep.length} of ${all.items.length} symbols match`).first().waitFor();

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const download = await downloading;
    // The name that the link asks for is AWS's to give; the laptop's S3 keeps the object's.
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(all.items.length + 1);
    await page.getByRole('heading', { name: 'Screen', exact: true }).waitFor();

    await saved.getByRole('button', { name: 'Delete the filter Deep' }).click();
    await saved.getByRole('button', { name: /Delete\?$/ }).click();
    await apply.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
