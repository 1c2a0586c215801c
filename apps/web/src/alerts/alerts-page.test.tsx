// @vitest-environment jsdom
import { alertRequest } from '@marketscope/contracts';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';

describe('alerts', () => {
  it('are set by the form, which then is ready for another', async () => {
    const { api, user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'aapl');
    await user.click(screen.getByLabelText('rises to'));
    await user.type(screen.getByLabelText('Price'), '150');
    await user.type(screen.getByLabelText(/Note/), 'Sell half');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));

    expect(await screen.findByText('AAPL rises to $150.00')).toBeTruthy();
    expect(api.alerts[0]).toMatchObject({
      symbol: 'AAPL',
      direction: 'above',
      threshold: 150,
      note: 'Sell half',
    });
    expect(screen.getByLabelText<HTMLInputElement>('Symbol').value).toBe('');
    expect(document.activeElement).toBe(screen.getByLabelText('Symbol'));
  });

  it('are not sent while a field is wrong: that field says why and takes the focus', async () => {
    const { api, user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    await user.type(screen.getByLabelText('Price'), 'high');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Price'));
    expect(screen.getByLabelText('Price').getAttribute('aria-invalid')).toBe('true');
    expect(api.calls).not.toContain('POST /api/alerts');
  });

  it('say what the price is, and that the alert would wait', async () => {
    const { user } = await renderPage('/alerts');
    await user.type(await screen.findByLabelText('Symbol'), 'AAPL');
    expect(await screen.findByText(/AAPL is at \$139\.35, 1 Jun 2009, 16:00 ET/)).toBeTruthy();
    await user.type(screen.getByLabelText('Price'), '140');
    expect(await screen.findByText(/That is so already/)).toBeTruthy();
  });

  it('that the server refuses stay in the form, with the reason', async () => {
    const { api, user } = await renderPage('/alerts');
    api.break('POST /api/alerts', {
      status: 404,
      code: 'unknown-symbol',
      detail: 'No provider knows this symbol.',
    });
    await user.type(await screen.findByLabelText('Symbol'), 'NOPE');
    await user.type(screen.getByLabelText('Price'), '1');
    await user.click(screen.getByRole('button', { name: 'Set alert' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No provider knows this symbol.');
    expect(screen.getByLabelText<HTMLInputElement>('Symbol').value).toBe('NOPE');
  });

  it('are deleted once that was confirmed', async () => {
    const { api, services, user } = await renderPage('/alerts');
    await services.alerts.create(alertRequest.parse({ symbol: 'IBM', direction: 'below', threshold: 100 }));
    await services.queries.invalidateQueries();
    await user.click(await screen.findByRole('button', { name: 'Delete the alert: IBM falls to $100.00' }));
    await user.keyboard('{Escape}');
    expect(api.alerts).toHaveLength(1);
    await user.click(screen.getByRole('button', { name: 'Delete the alert: IBM falls to $100.00' }));
    await user.click(screen.getByRole('button', { name: /Delete\?$/ }));
    expect(await screen.findByText('No alerts yet')).toBeTruthy();
    await waitFor(() => expect(api.alerts).toEqual([]));
  });
});
