import {
  makeEvent,
  type CloudWatchAlarm,
  type EventData,
  type EventOf,
  type Quote,
} from '@marketscope/contracts';

const time = new Date('2026-11-20T21:00:05.000Z');
const envelope = { time, correlationId: 'run-1' };

/** An alert that fired. */
export function alertTriggered(
  parts: Partial<EventData<'alert.triggered.v1'>> & { id?: string } = {},
): EventOf<'alert.triggered.v1'> {
  const { id = '01ALERT#1', ...data } = parts;
  return makeEvent({
    ...envelope,
    type: 'alert.triggered.v1',
    id,
    source: 'stock-updater',
    subject: '01ALERT',
    data: {
      alertId: '01ALERT',
      userId: 'ada',
      symbol: 'AAPL',
      kind: 'price',
      direction: 'above',
      threshold: 140,
      note: null,
      value: 140.25,
      basePrice: null,
      repeat: false,
      cooldownMinutes: null,
      price: 140.25,
      currency: 'USD',
      changePercent: 1.2635,
      volume: null,
      average50: null,
      average200: null,
      asOf: '2026-11-20T21:00:00.000Z',
      source: 'yahoo',
      ...data,
    },
  });
}

/** Someone who has just registered. */
export function userRegistered(userId = 'ada'): EventOf<'user.registered.v1'> {
  return makeEvent({
    ...envelope,
    type: 'user.registered.v1',
    id: `registered#${userId}`,
    source: 'chat-api',
    subject: userId,
    data: { userId, email: `${userId}@example.com`, name: 'Ada' },
  });
}

/** An account that failed sign-ins have locked. */
export function accountLocked(userId = 'ada'): EventOf<'security.account-locked.v1'> {
  return makeEvent({
    ...envelope,
    type: 'security.account-locked.v1',
    id: `locked#${userId}#1`,
    source: 'chat-api',
    subject: userId,
    data: {
      userId,
      email: `${userId}@example.com`,
      failedAttempts: 5,
      lockedUntil: '2026-11-20T21:15:00.000Z',
    },
  });
}

/** An update that ended, with the prices that moved most. */
export function updateCompleted(
  parts: Partial<EventData<'market.update.completed.v1'>> = {},
): EventOf<'market.update.completed.v1'> {
  const { runId = '01RUN' } = parts;
  return makeEvent({
    ...envelope,
    type: 'market.update.completed.v1',
    id: `${runId}#completed`,
    source: 'stock-updater',
    subject: runId,
    data: {
      runId,
      status: 'completed',
      trigger: 'daily',
      sessionDate: '2026-11-20',
      startedAt: '2026-11-20T21:30:00.000Z',
      finishedAt: '2026-11-20T21:30:05.000Z',
      durationMs: 5000,
      requested: 3,
      updated: 3,
      failedCount: 0,
      failed: [],
      alertsTriggered: 0,
      prices: [aQuote({ symbol: 'NVDA', price: 900, changePercent: 6.1 }), aQuote()].map(
        ({ symbol, price, changePercent, currency, asOf, source }) => ({
          symbol,
          price,
          changePercent,
          currency,
          asOf,
          source,
        }),
      ),
      ...parts,
    },
  });
}

/** A close of the session of the sample update. */
export function aQuote(parts: Partial<Quote> = {}): Quote {
  return {
    symbol: 'AAPL',
    name: 'Apple Inc.',
    price: 140.25,
    previousClose: 138.5,
    change: 1.75,
    changePercent: 1.2635,
    currency: 'USD',
    volume: 1_000_000,
    asOf: '2026-11-20T21:00:00.000Z',
    source: 'yahoo',
    ...parts,
  };
}

/** What CloudWatch publishes of an alarm that goes off, as far as it is read; with its time as CloudWatch writes it. */
export function alarmChanged(parts: Partial<CloudWatchAlarm> = {}): CloudWatchAlarm {
  return {
    AlarmName: 'marketscope-prod-api-latency',
    AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:marketscope-prod-api-latency',
    AlarmDescription:
      'The API’s first byte takes more than 2 s for one request in twenty. What to do: https://docs.example/runbooks/api-latency.md',
    AWSAccountId: '123456789012',
    NewStateValue: 'ALARM',
    NewStateReason:
      'Threshold Crossed: 2 out of the last 2 datapoints [2412.0 (20/11/26 20:57:00), 2380.5 (20/11/26 20:52:00)] were greater than the threshold (2000.0).',
    StateChangeTime: '2026-11-20T21:02:11.123+0000',
    Region: 'US East (N. Virginia)',
    OldStateValue: 'OK',
    Trigger: { MetricName: 'APILatency', Namespace: 'MarketScope', Period: 300, EvaluationPeriods: 2 },
    ...parts,
  };
}

/** A saved filter that lets through what it did not. */
export function screenEntrant(
  parts: Partial<EventData<'screen.entrant.v1'>> = {},
): EventOf<'screen.entrant.v1'> {
  return makeEvent({
    ...envelope,
    type: 'screen.entrant.v1',
    id: '01FILTER#2026-11-20',
    source: 'stock-updater',
    subject: '01FILTER',
    data: {
      userId: 'ada',
      filterId: '01FILTER',
      filterName: 'Deep and busy',
      description: '52-week drawdown below −20% and volume ratio above 2×',
      date: '2026-11-20',
      matchCount: 2,
      matches: [
        {
          symbol: 'IBM',
          name: 'IBM Corp.',
          close: 140.25,
          currency: 'USD',
          source: 'yahoo',
          changePercent: -6.1,
          drawdownPercent: -40.25,
          volumeRatio: 3.04,
          rsi14: 24.6,
        },
        {
          symbol: 'KO',
          name: null,
          close: 49,
          currency: 'USD',
          source: 'yahoo',
          changePercent: null,
          drawdownPercent: -21,
          volumeRatio: null,
          rsi14: null,
        },
      ],
      ...parts,
    },
  });
}

const report = { ownerId: 'ada', documentId: 'd1', name: 'Q2 report.pdf', uploadedBy: 'ada' };

/** A document that answers now draw on. */
export function documentIndexed(
  data: Partial<EventData<'document.indexed.v1'>> = {},
): EventOf<'document.indexed.v1'> {
  return makeEvent({
    ...envelope,
    type: 'document.indexed.v1',
    id: 'd1#v1',
    source: 'rag-indexer',
    subject: 'd1',
    data: { ...report, pages: 12, chunks: 40, ...data },
  });
}

/** A document that can't be read. */
export function documentFailed(
  data: Partial<EventData<'document.failed.v1'>> = {},
): EventOf<'document.failed.v1'> {
  return makeEvent({
    ...envelope,
    type: 'document.failed.v1',
    id: 'd1#v1#failed',
    source: 'rag-indexer',
    subject: 'd1',
    data: { ...report, reason: 'The PDF is encrypted.', ...data },
  });
}
