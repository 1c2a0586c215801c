import { css, html, type Html } from './html.ts';

/** What an e-mail says, in blocks that have a form as text and as HTML. */
export interface EmailContent {
  /** What a mail client shows beside the subject. */
  preview: string;
  heading: string;
  /** Paragraphs and tables, from top to bottom. */
  blocks: readonly Block[];
  action: { label: string; url: string };
  /** Why the person gets it. */
  reason: string;
}

export interface Block {
  text: string;
  html: Html;
}

const font = html`-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif`;

/** Colours that change with the reader's scheme; mail clients that know no scheme keep the light ones. */
const darkScheme = css`
  @media (prefers-color-scheme: dark) {
    .page {
      background: #0f141b !important;
    }
    .card {
      background: #171e28 !important;
      border-color: #2a3442 !important;
    }
    .ink {
      color: #e8edf4 !important;
    }
    .dim {
      color: #9aa7b8 !important;
    }
    .rule {
      border-color: #2a3442 !important;
    }
    .up {
      color: #4ad295 !important;
    }
    .down {
      color: #ff8b84 !important;
    }
    .caution {
      background: #3a2f12 !important;
      color: #f5d78a !important;
    }
    .quote {
      background: #1f2835 !important;
      border-color: #4b8dff !important;
    }
  }
  @media (max-width: 480px) {
    .card {
      padding: 20px !important;
    }
  }
`;

/** An e-mail as plain text and as HTML that reads well on a phone, in light and in dark. */
export function emailOf({ preview, heading, blocks, action, reason }: EmailContent): {
  text: string;
  html: string;
} {
  const text = [
    heading,
    ...blocks.map((block) => block.text),
    `${action.label}: ${action.url}`,
    `--\n${reason}`,
  ].join('\n\n');

  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>${heading}</title>
        <style>
          ${darkScheme}
        </style>
      </head>
      <body class="page" style="margin:0;padding:0;background:#f2f4f7;">
        <div style="display:none;max-height:0;overflow:hidden;opacity:0;">${preview}</div>
        <table
          role="presentation"
          class="page"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          style="background:#f2f4f7;"
        >
          <tr>
            <td align="center" style="padding:24px 12px;">
              <table
                role="presentation"
                width="100%"
                cellpadding="0"
                cellspacing="0"
                style="max-width:560px;font-family:${font};"
              >
                <tr>
                  <td
                    class="dim"
                    style="padding:0 4px 12px;color:#5b6776;font-size:14px;font-weight:600;letter-spacing:.02em;"
                  >
                    MarketScope
                  </td>
                </tr>
                <tr>
                  <td
                    class="card"
                    style="background:#ffffff;border:1px solid #e0e5ec;border-radius:12px;padding:28px;"
                  >
                    <h1 class="ink" style="margin:0 0 16px;color:#141b26;font-size:22px;line-height:1.3;">
                      ${heading}
                    </h1>
                    ${blocks.map((block) => block.html)}
                    <table role="presentation" cellpadding="0" cellspacing="0" style="margin-top:24px;">
                      <tr>
                        <td style="background:#1f5fd6;border-radius:8px;">
                          <a
                            href="${action.url}"
                            style="display:inline-block;padding:12px 20px;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none;"
                            >${action.label}</a
                          >
                        </td>
                      </tr>
                    </table>
                  </td>
                </tr>
                <tr>
                  <td class="dim" style="padding:16px 4px;color:#5b6776;font-size:13px;line-height:1.5;">
                    ${reason}
                  </td>
                </tr>
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>`;
  return { text: `${text}\n`, html: page.markup };
}
