import type { NotificationKind } from '@marketscope/contracts';

/** What one person is told of one event, in the form that each channel takes. */
export interface Message {
  kind: NotificationKind;
  inbox: {
    title: string;
    body: string;
    /** Path in the page. */
    link: string;
  };
  email: { subject: string; text: string; html: string };
}

/** Addresses of the page. */
export interface PageLinks {
  /** The whole address of a path in the page. */
  to(path: string): string;
}

/** @param publicUrl where people reach the page, e.g. `https://marketscope.example` */
export function pageLinks(publicUrl: string): PageLinks {
  return { to: (path) => new URL(path, publicUrl).href };
}
