import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerScript, sendAnswer, startServer, type ScriptedAnswer } from './scripted-answers.ts';

/** The keys that the server takes. */
export const alpacaKeys = { keyId: 'PKTEST', secretKey: 'secret of the test' };

/** A server on this machine that speaks Alpaca's protocol, market data and list of assets alike. */
export interface AlpacaServer {
  baseUrl: string;
  /** Paths with their queries, in the order they were asked for. */
  requests: URL[];
  snapshots(...answers: ScriptedAnswer[]): void;
  bars(...answers: ScriptedAnswer[]): void;
  assets(...answers: ScriptedAnswer[]): void;
  stop(): Promise<void>;
}

export async function startAlpacaServer(): Promise<AlpacaServer> {
  const requests: URL[] = [];
  const script = answerScript(['snapshots', 'bars', 'assets']);

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://alpaca.test');
    requests.push(url);
    const { 'apca-api-key-id': keyId, 'apca-api-secret-key': secretKey } = request.headers;
    if (keyId !== alpacaKeys.keyId || secretKey !== alpacaKeys.secretKey)
      return sendAnswer(response, { status: 403, body: { message: 'forbidden.' } });
    const kind = (
      { '/v2/stocks/snapshots': 'snapshots', '/v2/stocks/bars': 'bars', '/v2/assets': 'assets' } as const
    )[url.pathname];
    sendAnswer(response, kind === undefined ? { status: 404 } : script.next(kind, url));
  }

  const { baseUrl, stop } = await startServer(answer);
  return {
    baseUrl,
    requests,
    snapshots: (...answers) => script.set('snapshots', answers),
    bars: (...answers) => script.set('bars', answers),
    assets: (...answers) => script.set('assets', answers),
    stop,
  };
}
