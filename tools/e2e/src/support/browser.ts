import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { patience } from './patience.ts';

const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];

/**
 * Starts a headless Chromium: the one that `CHROMIUM` names, or the machine's.
 * @throws Error when there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? installed.find((file) => existsSync(file));
  if (executablePath === undefined)
    throw new Error('No Chromium found. Install one, or name its executable in CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}

export const screens = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
};

/** Opens the page, and collects what goes wrong in it. */
export async function openPage(
  browser: Browser,
  viewport: { width: number; height: number },
): Promise<{ page: Page; faults: string[] }> {
  const { url } = inject('stack');
  const context = await browser.newContext({ viewport, baseURL: url, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000 * patience);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused sign-in is told to the console as well as to the person.
    if (message.type() === 'error' && !/status of 401/.test(message.text())) faults.push(message.text());
  });
  await page.goto('/');
  return { page, faults };
}

/** Signs in by the page's form. */
export async function signInOnPage(page: Page, account: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox', { name: 'Your question' }).waitFor();
}

/** Asks in the page's chat, and waits until the answer is whole. */
export async function askOnPage(page: Page, question: string): Promise<string> {
  const answers = page.getByRole('article', { name: 'Answer' });
  const before = await answers.count();
  await page.getByRole('textbox', { name: 'Your question' }).fill(question);
  await page.keyboard.press('Enter');
  const answer = answers.nth(before);
  await answer.getByText(/^Written by/).waitFor();
  return answer.innerText();
}
