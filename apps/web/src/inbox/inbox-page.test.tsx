// @vitest-environment jsdom
import type { Notification } from '@marketscope/contracts';
import { sampleAlert } from '@marketscope/contracts/fixtures';
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeApi } from '../testing/fake-api.ts';
import { renderPage } from '../testing/render-page.tsx';

const fired: Notification = {
  id: 'entry-1',
  kind: 'price-alert',
  title: 'AAPL rose to $139.35',
  body: 'Your alert at $139.00 fired.',
  link: '/alerts',
  createdAt: '2009-06-01T20:31:00.000Z',
  readAt: null,
};

const alert = sampleAlert({ threshold: 139 });

/** The badges of the sidebar and of the tab bar: style sheets show one of them. */
const badges = () => screen.getAllByRole('link', { name: /^Inbox/ }).map((link) => link.textContent);

describe('the inbox', () => {
  it('tells of a new entry by itself, on every screen', async () => {
    const { api } = await renderPage('/watchlist');
    await waitFor(() => expect(api.calls).toContain('GET /api/notifications/stream'));
    expect(badges()).toEqual(['Inbox', 'Inbox']);
    api.notify(fired);
    await waitFor(() => expect(badges()).toEqual(['Inbox1 unread', 'Inbox1 unread']));
  });

  it('has the rest of the page tell the same: the alert has fired, the day is another', async () => {
    const api = createFakeApi();
    api.alerts.push(alert);
    await renderPage('/alerts', { api });
    await screen.findByText('Armed');
    await waitFor(() => expect(api.calls).toContain('GET /api/notifications/stream'));

    api.alerts = [{ ...alert, state: 'triggered', lastTriggeredAt: '2009-06-02T20:31:00.000Z' }];
    api.market = { marketData: 'replay', now: '2009-06-02T20:31:00.000Z' };
    api.notify(fired);

    expect(await screen.findByText('Fired')).toBeTruthy();
    expect(await screen.findByText(/2 June 2009/)).toBeTruthy();
  });

  it('says when it is empty', async () => {
    await renderPage('/inbox');
    expect(await screen.findByText('Nothing yet')).toBeTruthy();
  });

  it('marks an entry as read when told to', async () => {
    const api = createFakeApi();
    api.inbox.push(fired);
    const { user } = await renderPage('/inbox', { api });
    await user.click(await screen.findByRole('button', { name: 'Mark as read: AAPL rose to $139.35' }));
    await waitFor(() => expect(badges()).toEqual(['Inbox', 'Inbox']));
    expect(api.inbox[0]?.readAt).not.toBeNull();
  });

  it('leads to what an entry is about, and has it read then', async () => {
    const api = createFakeApi();
    api.inbox.push(fired);
    const { user } = await renderPage('/inbox', { api });
    await user.click(await screen.findByRole('link', { name: 'Open' }));
    expect(await screen.findByRole('heading', { name: 'Alerts' })).toBeTruthy();
    await waitFor(() => expect(api.inbox[0]?.readAt).not.toBeNull());
  });

  it('tells what has come to match a saved filter, line by line, and leads to the screen', async () => {
    const api = createFakeApi();
    api.inbox.push({
      ...fired,
      kind: 'screen-entrant',
      title: 'IBM matches “Deep”',
      body: 'New in the screen of Monday, June 1, 2009: 52-week drawdown below −20%.\nIBM: $106.28.',
      link: '/screen?filter=filter-1',
    });
    const { user } = await renderPage('/inbox', { api });
    expect(await screen.findByText(/IBM: \$106\.28\./)).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Open' }));
    expect(await screen.findByRole('heading', { name: 'Screen' })).toBeTruthy();
  });

  it('leads nowhere outside the page', async () => {
    const api = createFakeApi();
    api.inbox.push({ ...fired, link: '//evil.example' });
    await renderPage('/inbox', { api });
    await screen.findByText('AAPL rose to $139.35');
    expect(screen.queryByRole('link', { name: 'Open' })).toBeNull();
  });

  it('says what is wrong when it can’t be read, and reads it again when told to', async () => {
    const api = createFakeApi();
    api.break('GET /api/notifications', { status: 403, code: 'forbidden' });
    const { user } = await renderPage('/inbox', { api });
    await screen.findByRole('alert');
    api.mend();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing yet')).toBeTruthy();
  });
});
