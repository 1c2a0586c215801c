import { session } from '@marketscope/contracts';
import type { Reporter } from '../reporter.ts';

/** The account that every start offers to sign in with. */
export const demoAccount = { email: 'demo@example.com', password: 'marketscope-demo', name: 'Demo' };

const watchlist = ['AAPL', 'MSFT', 'NVDA', '^GSPC'];

/**
 * Makes sure that the demo account exists, through the API; a new one gets a small watchlist.
 * @throws Error when the account can't be made
 */
export async function seedDemoAccount(url: string, reporter: Reporter): Promise<'new' | 'there already'> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  const registered = await post('/api/auth/register', demoAccount);
  if (registered.status === 409) return 'there already';
  if (registered.status !== 201)
    throw new Error(`the demo account was refused: ${registered.status} ${await registered.text()}`);
  const { accessToken } = session.parse(await registered.json());
  for (const symbol of watchlist) {
    const added = await post('/api/watchlist', { symbol }, { authorization: `Bearer ${accessToken}` });
    if (!added.ok)
      reporter.warn(`${symbol} was not put on the demo watchlist: ${added.status} ${await added.text()}`);
  }
  return 'new';
}
