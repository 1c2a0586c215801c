import type { ReceivedMail } from './mail-store.ts';

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
  table { width: 100%; border-collapse: collapse; }
  td { padding: .6rem .4rem; border-bottom: 1px solid #8884; vertical-align: top; overflow-wrap: anywhere; }
  td:last-child, .dim { color: #767676; }
  td:last-child { white-space: nowrap; text-align: right; }
  iframe { width: 100%; height: 70vh; border: 1px solid #8884; border-radius: .5rem; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
`;

/** The page that lists mails. */
export function mailListPage(mails: readonly ReceivedMail[]): string {
  const rows = mails.map(
    (mail) => `<tr>
      <td><a href="/dev/mail/inbox/${escaped(mail.id)}">${escaped(mail.subject || '(no subject)')}</a><br>
        <span class="dim">to ${escaped(mail.to)}</span></td>
      <td>${time(mail)}</td>
    </tr>`,
  );
  return page(
    'Mail',
    `<h1>Mail</h1><p class="dim">What the services on this machine sent. Nothing leaves it.</p>
    ${rows.length > 0 ? `<table>${rows.join('')}</table>` : '<p>No mail yet.</p>'}`,
  );
}

/** The page of one mail. Its HTML part is shown in a frame of its own, without scripts. */
export function mailPage(mail: ReceivedMail): string {
  return page(
    mail.subject,
    `<p><a href="/dev/mail/inbox">← All mail</a></p><h1>${escaped(mail.subject)}</h1>
    <p>From ${escaped(mail.from)} to ${escaped(mail.to)} <span class="dim">${time(mail)}</span></p>
    ${mail.html === '' ? '' : `<iframe sandbox title="The mail as HTML" src="/dev/mail/inbox/${escaped(mail.id)}/html"></iframe>`}
    <h2>As text</h2><pre>${escaped(mail.text || '(it has no text part)')}</pre>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<style>${style}</style></head><body>${body}</body></html>`;
}

function time({ receivedAt }: ReceivedMail): string {
  return `<time datetime="${escaped(receivedAt)}">${escaped(new Date(receivedAt).toLocaleString('en-GB'))}</time>`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
