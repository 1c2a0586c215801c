import { SendingError, type TextSender } from '@marketscope/domain';

const SLACK_ORIGIN = 'https://hooks.slack.com';

/** Codes of failures to reach the other side: nothing was handed over. */
const unreached = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Posts texts, in Slack's mark-up, by an incoming webhook. Nothing but Slack is ever asked: another host is refused
 * before a connection is made, and a redirection is not followed.
 * @param options.url the webhook's address, which is a secret and so in no message of an error
 * @param options.origin where webhooks are; Slack unless given
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function createSlackWebhook({
  url,
  origin = SLACK_ORIGIN,
}: {
  url: string;
  origin?: string;
}): TextSender {
  return {
    async send(text, { signal }) {
      const webhook = URL.parse(url);
      if (webhook?.origin !== origin || webhook.username !== '' || webhook.password !== '')
        throw new SendingError('rejected', `the webhook is not one of ${origin}`);
      const response = await post(webhook, text, signal);
      if (response.ok) return;
      const isForNow = response.status === 429 || response.status >= 500;
      throw new SendingError(
        isForNow ? 'unavailable' : 'rejected',
        `Slack answered ${response.status} ${(await bodyOf(response)).slice(0, 100)}`.trim(),
      );
    },
  };
}

async function post(webhook: URL, text: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(webhook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text }),
      redirect: 'manual',
      signal,
    });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
    throw new SendingError(
      unreached.has(code) ? 'unavailable' : 'unconfirmed',
      `Slack could not be asked: ${code}`,
    );
  }
}

/** What Slack says of a refusal, e.g. `no_service`. */
async function bodyOf(response: Response): Promise<string> {
  return response.text().catch(() => '');
}
