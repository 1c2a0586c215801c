import type { ArtifactStore } from '@marketscope/domain';
import { expect, it } from 'vitest';

const key = 'screens/2026-11-20/daily_results.csv';
const file = { body: 'symbol,name\r\nAAPL,"Äpfel, Inc."\r\n', contentType: 'text/csv; charset=utf-8' };

/** What every ArtifactStore does; each test gets a store of its own. */
export function artifactStoreContract(makeStore: () => Promise<ArtifactStore>): void {
  it('gives a file back as it was put', async () => {
    const store = await makeStore();
    expect(await store.exists(key)).toBe(false);
    expect(await store.text(key)).toBeUndefined();
    await store.put(key, file);
    expect(await store.exists(key)).toBe(true);
    expect(await store.text(key)).toBe(file.body);
    expect(await store.exists('screens/2026-11-20')).toBe(false);
  });

  it('keeps what was put last', async () => {
    const store = await makeStore();
    await store.put(key, file);
    await store.put(key, { ...file, body: '' });
    expect(await store.text(key)).toBe('');
    expect(await store.exists(key)).toBe(true);
  });

  it('links to a file', async () => {
    const store = await makeStore();
    await store.put(key, file);
    const link = await store.link(key, { seconds: 60, fileName: 'screen.csv' });
    expect(new URL(link).pathname).toContain(key);
  });
}
