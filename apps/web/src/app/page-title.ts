import { useEffect } from 'react';

/** Names the tab after what it shows. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · MarketScope`;
  }, [title]);
}
