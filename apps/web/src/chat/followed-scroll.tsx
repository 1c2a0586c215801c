import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { DownIcon } from '../design/icons.tsx';
import { IconButton } from '../design/icon-button.tsx';
import './followed-scroll.css';

/** How near to its end, in pixels, someone reads who wants to see what comes next. */
const nearEnd = 80;

/**
 * Scrolls with what is `growing` at its end, unless the reader has scrolled up to read; then a button leads back down.
 * `of` names what is shown: something else starts at its end again.
 */
export function FollowedScroll({
  of,
  growing,
  children,
}: {
  of: string;
  growing: boolean;
  children: ReactNode;
}) {
  const pane = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [away, setAway] = useState(false);

  useLayoutEffect(() => {
    following.current = true;
    toEnd(pane.current);
  }, [of]);

  // Whoever asks wants to see the answer; when it ends, only who has followed it to there.
  useLayoutEffect(() => {
    following.current ||= growing;
    if (following.current) toEnd(pane.current);
  }, [growing]);

  useEffect(() => {
    if (content.current === null || !growing) return;
    const observer = new ResizeObserver(() => {
      if (following.current) toEnd(pane.current);
    });
    observer.observe(content.current);
    return () => observer.disconnect();
  }, [growing]);

  return (
    <div className="followed-scroll">
      <div
        ref={pane}
        className="followed-scroll__pane"
        // It scrolls, so the keyboard must reach it.
        tabIndex={0}
        role="group"
        aria-label="Messages"
        // Who opens a part of the answer wants to read that.
        onClick={() => {
          following.current = false;
        }}
        onScroll={({ currentTarget }) => {
          const { scrollHeight, scrollTop, clientHeight } = currentTarget;
          following.current = scrollHeight - scrollTop - clientHeight < nearEnd;
          setAway(!following.current);
        }}
      >
        <div ref={content} className="followed-scroll__content">
          {children}
        </div>
      </div>
      {away && (
        <div className="followed-scroll__down">
          <IconButton look="plain" label="Go to the latest" onClick={() => toEnd(pane.current)}>
            <DownIcon />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function toEnd(pane: HTMLElement | null) {
  if (pane !== null) pane.scrollTop = pane.scrollHeight;
}
