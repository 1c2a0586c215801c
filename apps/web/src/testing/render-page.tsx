import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { onTestFinished } from 'vitest';
import { App } from '../app/app.tsx';
import type { SendFile } from '../api/send-file.ts';
import type { Pause } from '../app/pause.ts';
import { createServices } from '../app/services.ts';
import { fillBrowserGaps } from './browser-gaps.ts';
import { createFakeApi, type FakeApi } from './fake-api.ts';
import { memoryTokenStorage } from './memory-token-storage.ts';
import { steppedPause } from './stepped-pause.ts';

/** The whole page at an address, before a fake API; signed in unless told otherwise. */
export async function renderPage(
  address: string,
  options: { api?: FakeApi; signedIn?: boolean; pause?: Pause; sendFile?: SendFile } = {},
) {
  // By itself, no wait ever ends: a test that is about waiting brings its own.
  const { api = createFakeApi(), signedIn = true, pause = steppedPause().pause } = options;
  fillBrowserGaps();
  window.history.replaceState(null, '', address);
  const storage = memoryTokenStorage(signedIn ? api.openSession().refreshToken : null);
  const downloads: string[] = [];
  const services = createServices({
    fetch: api.fetch,
    storage,
    exclusive: (work) => work(),
    pause,
    ...(options.sendFile && { sendFile: options.sendFile }),
    download: (url) => downloads.push(url),
  });
  const page = render(<App services={services} />);
  onTestFinished(() => {
    cleanup();
    services.liveAnswers.clear();
    services.queries.clear();
  });
  await services.session.restore();
  return { api, services, storage, downloads, user: userEvent.setup(), ...page };
}
