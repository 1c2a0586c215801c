import { useRef } from 'react';
import { Outlet } from 'react-router';
import { MenuIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { useInboxUpdates } from '../inbox/use-inbox-updates.ts';
import { MarketBanner } from '../market/market-banner.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Navigation } from './navigation.tsx';
import { Sidebar } from './sidebar.tsx';
import { SidebarDialog, type SidebarDialogHandle } from './sidebar-dialog.tsx';
import { BrandMark } from '../design/icons.tsx';
import './shell.css';

/** The frame around every screen: a sidebar where there is room for one; bars above and below where there isn't. */
export function Shell() {
  useInboxUpdates();
  const main = useRef<HTMLElement>(null);
  const menu = useRef<SidebarDialogHandle>(null);
  return (
    <div className="shell">
      <button type="button" className="shell__skip" onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header className="shell__top">
        <IconButton label="Conversations and account" onClick={() => menu.current?.open()}>
          <MenuIcon size={22} />
        </IconButton>
        <BrandMark size={24} />
        <span className="shell__brand">MarketScope</span>
      </header>
      <aside className="shell__side">
        <Sidebar />
      </aside>
      <div className="shell__body">
        <MarketBanner />
        <main ref={main} className="shell__main" tabIndex={-1}>
          <ErrorBoundary>
            <Outlet />
          </ErrorBoundary>
        </main>
      </div>
      <div className="shell__tabs">
        <Navigation />
      </div>
      <SidebarDialog ref={menu} />
    </div>
  );
}
