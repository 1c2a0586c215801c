import {
  historyRange,
  loginRequest,
  refreshRequest,
  registerRequest,
  watchRequest,
  type ConversationResponse,
  type MarketResponse,
  type Notification,
  type Problem,
  type Session,
  type User,
  type WatchlistEntry,
} from '@marketscope/contracts';
import { openEventStream, type OpenStream } from './event-stream-response.ts';
import type { FakeAnswer } from './fake-answers.ts';
import { createFakeAlerts, type AlertState } from './fake-alerts.ts';
import { createFakeChat } from './fake-chat.ts';
import { createFakeDocuments, type DocumentState } from './fake-documents.ts';
import { json, nothing, problem, type Call } from './fake-exchange.ts';
import { fakeQuotes, historyOf, quotesOf } from './fake-market.ts';
import { createFakeScreens, type ScreenState } from './fake-screens.ts';

/** The API in memory, for one person, by the contract; what a test wants to go wrong goes wrong. */
export interface FakeApi extends AlertState, DocumentState, ScreenState {
  fetch: typeof fetch;
  /** Everything that was asked of it, as `GET /api/…`. */
  calls: string[];
  user: User;
  password: string;
  market: MarketResponse;
  watchlist: WatchlistEntry[];
  inbox: Notification[];
  conversations: ConversationResponse[];
  answers: FakeAnswer[];
  /** Opens a session, as signing in does. */
  openSession(): Session;
  /** Access tokens given so far are good no longer; refresh tokens still are. */
  expireAccessTokens(): void;
  endSessions(): void;
  /** Calls whose `METHOD /path` begins with this fail, until `mend`. */
  break(call: string, how: Fault): void;
  mend(): void;
  /** Puts an entry into the inbox, and tells those who follow it. */
  notify(entry: Notification): void;
  endInboxStreams(): void;
}

/** `network`: nothing arrives. `answer-lost`: it is done, but the answer does not come back. */
type Fault =
  | 'network'
  | 'answer-lost'
  | (Pick<Problem, 'errors' | 'existing'> & { status: number; code: string; detail?: string });

export function createFakeApi(options: { now?: () => Date } = {}): FakeApi {
  const { now = () => new Date() } = options;
  const accessTokens = new Set<string>();
  const refreshTokens = new Set<string>();
  const inboxStreams = new Set<OpenStream>();
  const faults = new Map<string, Fault>();
  let serial = 0;
  const id = (kind: string) => `${kind}-${++serial}`;
  const at = () => now().toISOString();

  const api: FakeApi = {
    fetch: async (input, init) => {
      const url = new URL(String(input), 'http://fake.invalid');
      const call: Call = {
        method: init?.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
        headers: new Headers(init?.headers),
        signal: init?.signal,
      };
      call.signal?.throwIfAborted();
      const named = `${call.method} ${call.path}`;
      api.calls.push(named);
      for (const [broken, fault] of faults) {
        if (!named.startsWith(broken)) continue;
        if (fault === 'answer-lost') await answer(call).body?.cancel();
        if (typeof fault === 'string') throw new TypeError('Failed to fetch');
        const { status, code, detail, ...more } = fault;
        return problem(status, code, detail, more);
      }
      return answer(call);
    },
    calls: [],
    user: {
      id: 'user-ada',
      email: 'ada@example.com',
      name: 'Ada Lovelace',
      createdAt: '2009-05-01T12:00:00.000Z',
    },
    password: 'difference engine',
    market: { marketData: 'replay', now: '2009-06-01T20:31:00.000Z' },
    watchlist: [],
    alerts: [],
    preview: {
      wouldHaveFired: 0,
      firings: [],
      sessions: 252,
      from: '2008-06-02',
      to: '2009-06-01',
      basePrice: null,
      now: { value: 139.35, met: false },
    },
    documents: [],
    documentFolders: ['private'],
    screens: new Map(),
    savedFilters: [],
    inbox: [],
    conversations: [],
    answers: [],
    openSession: open,
    expireAccessTokens: () => accessTokens.clear(),
    endSessions() {
      accessTokens.clear();
      refreshTokens.clear();
    },
    break: (call, how) => faults.set(call, how),
    mend: () => faults.clear(),
    notify(entry) {
      api.inbox.unshift(entry);
      for (const stream of inboxStreams) stream.send({ name: 'notification', id: entry.id, data: entry });
    },
    endInboxStreams() {
      for (const stream of inboxStreams) stream.end();
      inboxStreams.clear();
    },
  };

  function open(): Session {
    const session = {
      user: api.user,
      accessToken: id('access'),
      refreshToken: id('refresh'),
      expiresIn: 900,
    };
    accessTokens.add(session.accessToken);
    refreshTokens.add(session.refreshToken);
    return session;
  }

  function answer(call: Call): Response {
    const { method, path } = call;
    if (path.startsWith('/api/auth/')) return account(path.slice('/api/auth/'.length), call.body);
    if (path === '/api/market') return json(api.market);
    if (!accessTokens.has(call.headers.get('authorization')?.replace('Bearer ', '') ?? '')) {
      return problem(401, 'unauthenticated');
    }
    const [, , area = '', ...rest] = path.split('/').map(decodeURIComponent);
    switch (area) {
      case 'stock':
        return stock(rest, call.query);
      case 'watchlist':
        return watchlist(method, rest[0], call.body);
      case 'alerts':
        return alerts(rest, call);
      case 'documents':
        return documents(rest, call);
      case 'screens':
        return screens(rest, call);
      case 'notifications':
        return inbox(method, rest, call.signal);
      case 'chat':
        return chat(rest, call);
      default:
        return problem(404, 'not-found');
    }
  }

  function account(action: string, body: unknown): Response {
    switch (action) {
      case 'register': {
        const { email, name, password } = registerRequest.parse(body);
        Object.assign(api, { user: { ...api.user, email, name }, password });
        return json(open(), 201);
      }
      case 'login': {
        const { email, password } = loginRequest.parse(body);
        return email === api.user.email && password === api.password
          ? json(open())
          : problem(401, 'invalid-credentials', 'The e-mail address or the password is not right.');
      }
      case 'refresh':
        // Good for one refresh: it is replaced.
        return refreshTokens.delete(refreshRequest.parse(body).refreshToken)
          ? json(open())
          : problem(401, 'invalid-refresh-token');
      case 'logout':
        refreshTokens.delete(refreshRequest.parse(body).refreshToken);
        return nothing();
      default:
        return problem(404, 'not-found');
    }
  }

  function stock([what, symbol]: string[], query: URLSearchParams): Response {
    if (what === 'quotes') return json(quotesOf((query.get('symbols') ?? '').split(',')));
    if (what === 'search') {
      const words = (query.get('q') ?? '').toLowerCase();
      const hits = fakeQuotes.filter((quote) =>
        `${quote.symbol} ${quote.name}`.toLowerCase().includes(words),
      );
      return json({
        items: hits.map(({ symbol, name, source }) => ({ symbol, name, exchange: null, source })),
      });
    }
    const quote = fakeQuotes.find((known) => known.symbol === symbol);
    if (quote === undefined) return problem(404, 'unknown-symbol');
    return json(historyOf(quote, historyRange.parse(query.get('range'))));
  }

  function watchlist(method: string, symbol: string | undefined, body: unknown): Response {
    if (method === 'POST') {
      const asked = watchRequest.parse(body).symbol;
      const quote = fakeQuotes.find((known) => known.symbol === asked);
      if (quote === undefined) {
        return problem(404, 'unknown-symbol', 'No provider of prices knows this symbol.');
      }
      const entry = { symbol: quote.symbol, name: quote.name, addedAt: at() };
      api.watchlist.push(entry);
      return json(entry, 201);
    }
    if (method === 'DELETE') {
      api.watchlist = api.watchlist.filter((entry) => entry.symbol !== symbol);
      return nothing();
    }
    return json({ items: api.watchlist });
  }

  function inbox(method: string, [entryId]: string[], signal: AbortSignal | null | undefined): Response {
    if (method === 'POST') {
      api.inbox = api.inbox.map((entry) => (entry.id === entryId ? { ...entry, readAt: at() } : entry));
      return nothing();
    }
    if (entryId === 'stream') {
      const stream = openEventStream(signal);
      inboxStreams.add(stream);
      stream.comment();
      return stream.response;
    }
    return json({ items: api.inbox, unread: api.inbox.filter(({ readAt }) => readAt === null).length });
  }

  const alerts = createFakeAlerts(api, { id, at });
  const documents = createFakeDocuments(api, { id });
  const screens = createFakeScreens(api, { id, at });
  const chat = createFakeChat(api, { id, at });
  return api;
}
