import type { Topology } from '@marketscope/contracts/topology';
import { defaultUniverse } from '@marketscope/domain';
import { assumed } from './assumptions.ts';
import { runsPerDay } from './schedule-runs.ts';

/** What people do in a month. */
export interface Usage {
  users: number;
  questions: number;
}

/** What a service does in a month. */
export interface ServiceTraffic {
  invocations: number;
  /** Seconds that it is busy. */
  seconds: number;
  writeUnits: number;
  readUnits: number;
  published: number;
  /** Messages that it takes from its queues. */
  messages: number;
}

/** What happens in a month, from which every service's share follows. */
interface Month extends Usage {
  requests: number;
  streams: number;
  /** Plans of updates. */
  plans: number;
  /** Quotes fetched and stored. */
  quotes: number;
  alertsFired: number;
  /** Daily summaries, one a person and trading day. */
  summaries: number;
  rotations: number;
}

function monthOf(topology: Topology, { users, questions }: Usage): Month {
  const visits = users * assumed('visits');
  const plans = Object.values(topology.schedules).reduce(
    (sum, { expression }) => sum + runsPerDay(expression) * assumed('tradingDays'),
    0,
  );
  const symbols = defaultUniverse.length + users * assumed('symbolsPerPerson');
  return {
    users,
    questions,
    requests: visits * assumed('requestsPerVisit') + questions * assumed('requestsPerQuestion'),
    streams: visits * assumed('streamsPerVisit'),
    plans,
    quotes: plans * symbols,
    alertsFired: users * assumed('alertsFiredPerPerson'),
    summaries: users * assumed('tradingDays'),
    rotations: Object.values(topology.secrets).reduce(
      (sum, { rotation }) => sum + (rotation ? assumed('daysPerMonth') / rotation.everyDays : 0),
      0,
    ),
  };
}

/** Seconds of an inbox stream, the service's default of `INBOX_STREAM_SECONDS`. */
const STREAM_SECONDS = 20;
/** Flushes of an answer that is being written, each 250 ms, of one write unit. */
const FLUSHES_PER_SECOND = 4;

/** How each service's work follows from what happens. Strongly consistent reads of up to 4 kB are one unit. */
const models: Record<string, (month: Month) => ServiceTraffic> = {
  'chat-api': ({ requests, streams, questions }) => ({
    invocations: requests + streams + questions,
    seconds:
      requests * assumed('requestSeconds') +
      streams * STREAM_SECONDS +
      questions * assumed('questionSeconds'),
    // A question: its conversation, two messages and the answer's flushes. A fourth of the other requests change something.
    writeUnits: requests * 0.25 + questions * (3 + FLUSHES_PER_SECOND * assumed('questionSeconds')),
    readUnits: requests * 3 + streams * 5 + questions * 12,
    published: 0,
    messages: 0,
  }),
  'stock-updater': ({ plans, quotes, alertsFired }) => ({
    invocations: plans + quotes / assumed('symbolsPerBatch'),
    seconds:
      plans * assumed('plannerSeconds') + (quotes / assumed('symbolsPerBatch')) * assumed('batchSeconds'),
    // A quote and a share of its batch's counters; a fired alert is disarmed, of which its index is told.
    writeUnits: quotes * 1.2 + alertsFired * 3,
    readUnits: quotes * 3,
    published: plans * 2 + alertsFired,
    messages: quotes / assumed('symbolsPerBatch'),
  }),
  'notification-worker': ({ plans, summaries, alertsFired }) => {
    const pages = summaries / assumed('recipientsPerPage');
    return {
      invocations: plans + pages + alertsFired * 2,
      seconds:
        (plans + alertsFired * 2) * assumed('eventSeconds') + pages * assumed('pageOfDeliveriesSeconds'),
      // A claim and a mark for each channel of two, and the inbox's entry.
      writeUnits: (summaries + alertsFired) * 5,
      readUnits: (summaries + alertsFired) * 3,
      published: 0,
      messages: plans + pages + alertsFired * 2,
    };
  },
  'rag-indexer': ({ users }) => {
    const documents = users * assumed('documentsPerPerson');
    return {
      invocations: documents,
      seconds: documents * assumed('documentSeconds'),
      // The claim, the progress of each second, and what came of it.
      writeUnits: documents * (2 + assumed('documentSeconds')),
      readUnits: 0,
      published: documents,
      messages: documents,
    };
  },
  'secret-rotator': ({ rotations }) => ({
    invocations: rotations * 4,
    seconds: rotations * 4 * assumed('rotationStepSeconds'),
    writeUnits: 0,
    readUnits: 0,
    published: 0,
    messages: 0,
  }),
};

/**
 * What a service of the topology does in a month.
 * @throws TypeError for a service whose work nobody has estimated yet
 */
export function serviceTraffic(topology: Topology, service: string, usage: Usage): ServiceTraffic {
  const model = models[service];
  if (!model)
    throw new TypeError(
      `how much ${service} does is not estimated: add it to tools/deploy/src/cost/traffic.ts`,
    );
  return model(monthOf(topology, usage));
}

/** What reaches CloudFront in a month. */
export function edgeTraffic(
  topology: Topology,
  usage: Usage,
): { apiRequests: number; pageRequests: number; gigabytes: number } {
  const { requests, streams, questions, users } = monthOf(topology, usage);
  const visits = users * assumed('visits');
  const kilobytes =
    requests * assumed('requestKilobytes') +
    questions * assumed('questionKilobytes') +
    visits * assumed('kilobytesPerVisit');
  return {
    apiRequests: requests + streams + questions,
    pageRequests: visits * assumed('filesPerVisit'),
    gigabytes: kilobytes / 1024 ** 2,
  };
}
