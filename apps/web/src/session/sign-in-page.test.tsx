// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderPage } from '../testing/render-page.tsx';

describe('signing in', () => {
  it('leads on to the address that was asked for', async () => {
    const { user } = await renderPage('/inbox', { signedIn: false });
    await user.type(screen.getByLabelText('E-mail'), 'Ada@Example.com');
    await user.type(screen.getByLabelText('Password'), 'difference engine');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { name: 'Inbox' })).toBeTruthy();
  });

  it('says so when the password is not right, and keeps what was typed', async () => {
    const { user } = await renderPage('/', { signedIn: false });
    await user.type(screen.getByLabelText('E-mail'), 'ada@example.com');
    await user.type(screen.getByLabelText('Password'), 'analytical engine');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The e-mail address or the password is not right.',
    );
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ada@example.com');
  });

  it('asks nothing of the server while a field is wrong, and leads to that field', async () => {
    const { api, user } = await renderPage('/', { signedIn: false });
    await user.click(screen.getByRole('button', { name: 'Create an account' }));
    await user.type(screen.getByLabelText('Name'), 'Grace');
    await user.type(screen.getByLabelText('E-mail'), 'grace@example.com');
    await user.type(screen.getByLabelText('Password'), 'short');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    expect(screen.getByText('Use at least 10 characters')).toBeTruthy();
    expect(api.calls).not.toContain('POST /api/auth/register');
  });

  it('makes an account and is signed in with it', async () => {
    const { user } = await renderPage('/', { signedIn: false });
    await user.click(screen.getByRole('button', { name: 'Create an account' }));
    await user.type(screen.getByLabelText('Name'), 'Grace Hopper');
    await user.type(screen.getByLabelText('E-mail'), 'grace@example.com');
    await user.type(screen.getByLabelText('Password'), 'nanoseconds of wire');
    await user.click(screen.getByRole('button', { name: 'Create account' }));
    expect(await screen.findByText('Grace Hopper')).toBeTruthy();
  });

  it('shows nothing of the one to the next after signing out', async () => {
    const { api, services, user } = await renderPage('/alerts');
    api.watchlist.push({ symbol: 'AAPL', name: 'Apple Inc.', addedAt: '2009-05-01T12:00:00.000Z' });
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await screen.findByRole('button', { name: 'Sign in' });
    expect(services.queries.getQueryCache().findAll({ queryKey: ['alerts'] })).toEqual([]);
  });
});
