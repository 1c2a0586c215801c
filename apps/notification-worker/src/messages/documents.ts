import type { EventData } from '@marketscope/contracts';
import { facts, paragraph } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';

const reason = 'You get this because you uploaded the document to MarketScope.';

/** Tells a person that answers draw on a document of theirs. */
export function documentIndexedMessage(
  { documentId, name, pages }: EventData<'document.indexed.v1'>,
  links: PageLinks,
): Message {
  const size = pages === 1 ? '1 page' : `${pages.toLocaleString('en-US')} pages`;
  const happened = `“${name}” (${size}) has been read: ask about it, and the answer names the page.`;
  const link = `/documents/${documentId}`;
  return {
    kind: 'job-completed',
    inbox: { title: `“${name}” has been read`, body: happened, link },
    email: {
      subject: `“${name}” has been read`,
      ...emailOf({
        preview: happened,
        heading: 'Your document has been read',
        blocks: [paragraph(happened)],
        action: { label: 'Open your documents', url: links.to(link) },
        reason,
      }),
    },
  };
}

/** Tells a person why a document of theirs can't be read. */
export function documentFailedMessage(
  { documentId, name, reason: why }: EventData<'document.failed.v1'>,
  links: PageLinks,
): Message {
  const link = `/documents/${documentId}`;
  return {
    kind: 'job-failed',
    inbox: { title: `“${name}” could not be read`, body: why, link },
    email: {
      subject: `“${name}” could not be read`,
      ...emailOf({
        preview: why,
        heading: 'Your document could not be read',
        blocks: [
          paragraph('Answers can’t draw on it until a version is uploaded that can be read.'),
          facts([
            ['Document', name],
            ['Why', why],
          ]),
        ],
        action: { label: 'Open your documents', url: links.to(link) },
        reason,
      }),
    },
  };
}
