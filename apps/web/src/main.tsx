import './app/schemas-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createServices } from './app/services.ts';
import './design/tokens.css';
import './design/base.css';
import './design/card.css';
import './design/page.css';
import { exclusiveAmongTabs } from './session/exclusive.ts';
import { browserRefreshTokenStorage } from './session/refresh-token-storage.ts';

const services = createServices({
  fetch: (input, init) => fetch(input, init),
  storage: browserRefreshTokenStorage(window),
  // Undefined where the page is neither on https nor on localhost, whatever the type says.
  exclusive: exclusiveAmongTabs('locks' in navigator ? navigator.locks : undefined),
  // What comes with it says that it is to be saved, so the page stays.
  download: (url) => window.location.assign(url),
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App services={services} />
  </StrictMode>,
);
void services.session.restore();
