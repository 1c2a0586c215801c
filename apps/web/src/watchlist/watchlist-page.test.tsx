// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { createFakeApi } from '../testing/fake-api.ts';
import { renderPage } from '../testing/render-page.tsx';

// It draws on a canvas, which jsdom has not; what it draws is told beside it in words.
vi.mock('./price-chart.tsx', () => ({ default: () => null }));

function watching(...symbols: string[]) {
  const api = createFakeApi();
  api.watchlist.push(
    ...symbols.map((symbol) => ({ symbol, name: null, addedAt: '2009-05-01T12:00:00.000Z' })),
  );
  return api;
}

const row = (symbol: string) => screen.findByRole('button', { name: new RegExp(`^${symbol}`) });

describe('the watchlist', () => {
  it('shows each price with its change, its time and where it comes from', async () => {
    await renderPage('/watchlist', { api: watching('AAPL', 'IBM', 'ACME') });
    const apple = await row('AAPL');
    await within(apple).findByText('$139.35');
    expect(apple.textContent).toContain('▲ +3.54 (+2.61%)');
    expect(apple.textContent).toContain('Recorded1 Jun 2009, 16:00 ET');
    expect((await row('IBM')).textContent).toContain(
      '▼ −0.71 (−0.66%)RecordedStale: 2 sessions old28 May 2009, 16:00 ET',
    );
    expect((await row('ACME')).textContent).toContain('Synthetic');
  });

  it('shows an index in points, which are no money', async () => {
    await renderPage('/watchlist', { api: watching('^GSPC') });
    const index = await screen.findByRole('button', { name: /^\^GSPC/ });
    expect(await within(index).findByText('942.87')).toBeTruthy();
    expect((await screen.findByText(/^\^GSPC closed at/)).textContent).not.toContain('$');
  });

  it('says why a symbol has no price, and shows the others', async () => {
    await renderPage('/watchlist', { api: watching('AAPL', 'ZZZZ') });
    expect(await within(await row('ZZZZ')).findByText(/Not known to this market/)).toBeTruthy();
    expect(await within(await row('AAPL')).findByText('$139.35')).toBeTruthy();
  });

  it('tells the history of the chosen symbol in words, too', async () => {
    const { user } = await renderPage('/watchlist?symbol=MSFT', { api: watching('AAPL', 'MSFT') });
    expect((await screen.findByText(/^MSFT closed at/)).textContent).toContain('and at $21.40 on 1 Jun 2009');
    await user.click(await row('AAPL'));
    expect(await screen.findByText(/^AAPL closed at/)).toBeTruthy();
    expect(window.location.search).toBe('?symbol=AAPL');
    const before = screen.getByText(/^AAPL closed at/).textContent;
    await user.click(screen.getByRole('button', { name: '1 year' }));
    await waitFor(() => expect(screen.getByText(/^AAPL closed at/).textContent).not.toBe(before));
  });

  it('takes a symbol that was found by its name', async () => {
    const { api, user } = await renderPage('/watchlist');
    expect(await screen.findAllByText('Nothing is watched yet')).toBeTruthy();
    await user.type(screen.getByLabelText('Symbol or company'), 'micro');
    await user.click(await screen.findByRole('button', { name: /^MSFT/ }));
    await waitFor(() => expect(api.watchlist.map(({ symbol }) => symbol)).toEqual(['MSFT']));
    expect(await within(await row('MSFT')).findByText('$21.40')).toBeTruthy();
  });

  it('takes the only company of a name that is typed and entered', async () => {
    const { api, user } = await renderPage('/watchlist');
    await user.type(await screen.findByLabelText('Symbol or company'), 'microsoft');
    await screen.findByRole('button', { name: /^MSFT/ });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(api.watchlist.map(({ symbol }) => symbol)).toEqual(['MSFT']));
  });

  it('says so when nobody knows a symbol', async () => {
    const { user } = await renderPage('/watchlist');
    await user.type(await screen.findByLabelText('Symbol or company'), 'nope{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('No such symbol');
  });

  it('lets go of a symbol once that was confirmed', async () => {
    const { api, user } = await renderPage('/watchlist', { api: watching('AAPL', 'MSFT') });
    await user.click(await screen.findByRole('button', { name: 'Stop watching AAPL' }));
    await user.click(screen.getByRole('button', { name: /Remove\?$/ }));
    await waitFor(() => expect(api.watchlist.map(({ symbol }) => symbol)).toEqual(['MSFT']));
  });
});

describe('the banner', () => {
  it('says that prices are recorded, and of when', async () => {
    await renderPage('/alerts');
    expect((await screen.findByRole('note')).textContent).toBe(
      'Recorded prices: it’s 1 June 2009 on this market',
    );
  });

  it('says that prices are live', async () => {
    const api = createFakeApi();
    api.market = { marketData: 'live', now: '2026-11-20T15:30:00.000Z' };
    await renderPage('/alerts', { api });
    expect((await screen.findByRole('note')).textContent).toBe(
      'Live prices · New York 20 Nov 2026, 10:30 ET',
    );
  });
});
