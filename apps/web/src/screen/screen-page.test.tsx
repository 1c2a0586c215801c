// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeApi } from '../testing/fake-api.ts';
import { listedRow } from '../testing/fake-screens.ts';
import { renderPage } from '../testing/render-page.tsx';

function screened() {
  const api = createFakeApi();
  const friday = '2009-05-29';
  const monday = '2009-06-01';
  api.screens.set(friday, [listedRow({ symbol: 'IBM', date: friday, drawdownPercent: -18 })]);
  api.screens.set(monday, [
    listedRow({
      symbol: 'AAPL',
      name: 'Apple Inc.',
      date: monday,
      close: 139.35,
      drawdownPercent: -26.55,
      volumeRatio: 2.4,
    }),
    listedRow({ symbol: 'IBM', date: monday, drawdownPercent: -20.5, newEntrant: true, rsi14: 61.6 }),
    listedRow({ symbol: '^GSPC', date: monday, close: 942.87, drawdownPercent: -34.6, volumeRatio: 0.9 }),
    listedRow({ symbol: 'ACME', date: monday, source: 'synthetic', drawdownPercent: null }),
  ]);
  return api;
}

const rows = async () => {
  const table = await screen.findByRole('table');
  return within(table)
    .getAllByRole('rowheader')
    .map(({ textContent }) => textContent);
};
const filterBox = () => screen.findByLabelText('Filter');

describe('the screen', () => {
  it('shows the latest, the deepest first, with what is not known left empty', async () => {
    await renderPage('/screen', { api: screened() });
    expect(await rows()).toEqual(['^GSPC', 'AAPLApple Inc.', 'IBMNew', 'ACMESynthetic']);
    const worst = screen.getByText(/^Farthest below/);
    expect(await within(worst).findByText('Recorded')).toBeTruthy();
    expect(worst.textContent).toBe('Farthest below its 52-week high: ^GSPC, by 34.6%. Recorded');
    expect(screen.getByText('Newly 20% or more below their high since 29 May 2009: IBM.')).toBeTruthy();
    const index = within(screen.getByRole('row', { name: /\^GSPC/ })).getAllByRole('cell');
    expect(index[0]?.textContent).toBe('942.87');
    expect(index[1]?.textContent).toBe('–not known');
  });

  it.each(['2009-99-99', '2009-02-30', 'yesterday', '9999-12-31', '0001-01-01'])(
    'survives an address of the day %s',
    async (date) => {
      await renderPage(`/screen?date=${date}`, { api: screened() });
      expect(await screen.findByText(/is no date such as 2009-06-01/)).toBeTruthy();
      expect(await rows()).toHaveLength(4);
    },
  );

  it('is sorted by any column, one way and the other', async () => {
    const { user } = await renderPage('/screen', { api: screened() });
    await screen.findByRole('table');
    await user.click(screen.getByRole('button', { name: 'Volume ×' }));
    await waitFor(async () => expect((await rows())[0]).toBe('AAPLApple Inc.'));
    expect(screen.getByRole('columnheader', { name: 'Volume ×' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await user.click(screen.getByRole('button', { name: 'Volume ×' }));
    await waitFor(async () => expect((await rows())[0]).toBe('^GSPC'));
    expect(window.location.search).toBe('?sort=volumeRatio');
  });

  it('says in words what is asked for, and shows what matches', async () => {
    const { user } = await renderPage('/screen', { api: screened() });
    await user.type(await filterBox(), 'drawdown < -20% and volume ratio > 2');
    expect(screen.getByText('Means: 52-week drawdown below −20% and volume ratio above 2×.')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('1 of 4 symbols matches')).toBeTruthy();
    expect(await rows()).toEqual(['AAPLApple Inc.']);
    await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
    expect(await screen.findByText('4 symbols')).toBeTruthy();
  });

  it('says where a filter can’t be read, and keeps what is shown', async () => {
    const { api, user } = await renderPage('/screen', { api: screened() });
    await user.type(await filterBox(), 'drawdwn < -20%');
    expect(screen.queryByRole('alert')?.textContent).toBe('');
    await user.keyboard('{Enter}');
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('At character 1');
    expect(alert.textContent).toContain('Did you mean “drawdown”?');
    expect(alert.querySelector('mark')?.textContent).toBe('drawdwn');
    expect((await filterBox()).getAttribute('aria-invalid')).toBe('true');
    expect(await rows()).toHaveLength(4);
    expect(api.calls.filter((call) => call.includes('screens/latest'))).toHaveLength(2);
  });

  it('shows an example when it is chosen', async () => {
    const { user } = await renderPage('/screen', { api: screened() });
    await user.click(await screen.findByRole('button', { name: 'new entrant' }));
    await waitFor(async () => expect(await rows()).toEqual(['IBMNew']));
  });

  it('shows past days, and comes back', async () => {
    const { user } = await renderPage('/screen', { api: screened() });
    await screen.findByText('After the close of 1 Jun 2009');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'The screen after' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'The screen before' }));
    expect(await screen.findByText('After the close of 29 May 2009')).toBeTruthy();
    expect(await rows()).toEqual(['IBM']);
    await user.click(screen.getByRole('button', { name: 'The screen after' }));
    expect(await screen.findByText('After the close of 1 Jun 2009')).toBeTruthy();
  });

  it('says that there is none yet, or none of a day', async () => {
    const { api, services, user } = await renderPage('/screen');
    expect(await screen.findByText('No screen yet')).toBeTruthy();
    for (const [date, found] of screened().screens) api.screens.set(date, found);
    await services.queries.invalidateQueries();
    await screen.findByRole('table');
    await user.clear(screen.getByLabelText('Date of the screen'));
    await user.type(screen.getByLabelText('Date of the screen'), '2009-05-30');
    expect(await screen.findByText('No screen of 30 May 2009')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show the latest' }));
    expect(await screen.findByText('After the close of 1 Jun 2009')).toBeTruthy();
  });

  it('says what is wrong when it can’t be read, and reads it again when told to', async () => {
    const api = screened();
    api.break('GET /api/screens/latest', { status: 403, code: 'forbidden' });
    const { user } = await renderPage('/screen', { api });
    await screen.findAllByRole('alert');
    api.mend();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await rows()).toHaveLength(4);
  });

  it('is saved as a file by a link that needs no signing in', async () => {
    const { downloads, user } = await renderPage('/screen?date=2009-05-29', { api: screened() });
    await user.click(await screen.findByRole('button', { name: 'Download CSV' }));
    await waitFor(() => expect(downloads).toEqual(['https://files.example/screens/2009-05-29.csv']));
  });

  it('shows the rest of many rows when told to', async () => {
    const api = createFakeApi();
    const date = '2009-06-01';
    const symbols = Array.from({ length: 130 }, (_, index) => `S${index}`);
    api.screens.set(
      date,
      symbols.map((symbol) => listedRow({ symbol, date })),
    );
    const { user } = await renderPage('/screen', { api });
    expect(await rows()).toHaveLength(100);
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(async () => expect(await rows()).toHaveLength(130));
  });
});

describe('a saved filter', () => {
  it('is made of the one in use, applied by name, and deleted', async () => {
    const { api, user } = await renderPage('/screen?q=volume+ratio+%3E+2', { api: screened() });
    await user.type(await screen.findByLabelText('Save the filter in use as'), 'Busy{Enter}');
    const apply = await screen.findByRole('button', {
      name: 'Apply the filter Busy: volume ratio above 2×',
    });
    expect(api.savedFilters).toMatchObject([{ name: 'Busy', filter: 'volume ratio > 2' }]);

    await user.click(screen.getByRole('button', { name: 'Remove the filter' }));
    await waitFor(async () => expect(await rows()).toHaveLength(4));
    await user.click(apply);
    await waitFor(async () => expect(await rows()).toEqual(['AAPLApple Inc.']));
    expect(((await filterBox()) as HTMLInputElement).value).toBe('volume ratio > 2');

    await user.click(screen.getByRole('button', { name: 'Delete the filter Busy' }));
    await user.click(screen.getByRole('button', { name: /Delete\?$/ }));
    await waitFor(() => expect(api.savedFilters).toEqual([]));
  });

  it('needs a name', async () => {
    const { api, user } = await renderPage('/screen?q=rsi+%3C+30', { api: screened() });
    await user.click(await screen.findByRole('button', { name: 'Save filter' }));
    expect(screen.getByText('Give it a name')).toBeTruthy();
    expect(api.savedFilters).toEqual([]);
  });

  it('is what the news of it leads to', async () => {
    const api = screened();
    api.savedFilters.push({
      id: 'filter-9',
      name: 'Busy',
      filter: 'volume ratio > 2',
      description: 'volume ratio above 2×',
      createdAt: '2009-05-01T12:00:00.000Z',
    });
    api.screens.set('2009-06-02', [listedRow({ symbol: 'KO', date: '2009-06-02', volumeRatio: 5 })]);
    await renderPage('/screen?filter=filter-9&date=2009-06-01', { api });
    expect(await rows()).toEqual(['AAPLApple Inc.']);
  });

  it('that is no more is said to be so', async () => {
    await renderPage('/screen?filter=gone', { api: screened() });
    expect(await screen.findByText(/That saved filter is no more/)).toBeTruthy();
    expect(await rows()).toHaveLength(4);
  });
});
