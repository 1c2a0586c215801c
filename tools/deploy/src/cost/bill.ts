import type { Topology } from '@marketscope/contracts/topology';
import { assumed } from './assumptions.ts';
import { prices, type PriceName } from './prices.ts';
import { runsPerDay } from './schedule-runs.ts';
import { edgeTraffic, serviceTraffic, type Usage } from './traffic.ts';

/** One line of a month's bill. */
export interface BillLine {
  /** The service of the topology, or the part of the system that it belongs to. */
  part: string;
  price: PriceName;
  quantity: number;
  usd: number;
}

/** What an environment has that the topology does not tell. */
export interface EnvironmentShape {
  /** The least memory of a function, in MB. */
  memoryMb: number;
  /** Secrets that operators set, which are no service's yet. */
  givenSecrets: number;
}

const GB = 1024;
const KB_PER_GB = 1024 ** 2;
/** Seconds of a long poll. */
const LONG_POLL_SECONDS = 20;
/** Requests that a message costs: it is sent, received and deleted. */
const REQUESTS_PER_MESSAGE = 3;
/** Metrics that the alarms on the API, the cache and the daily update look at. */
const ALARMED_METRICS = { 'api-latency': 1, 'cache-hit-rate': 2, 'error-rate': 2, 'update-missed': 1 };
/** A request's hash and the keeping of its token, at the edge. */
const EDGE = { memoryMb: 128, seconds: 0.005 };
const SECRET_CACHE_SECONDS = 300;

/** A month's bill, line by line: what is fixed, and what grows with usage in proportion. */
export function monthlyBill(topology: Topology, shape: EnvironmentShape, usage: Usage): BillLine[] {
  const lines: BillLine[] = [];
  const add = (part: string, price: PriceName, quantity: number): void => {
    if (quantity > 0) lines.push({ part, price, quantity, usd: quantity * prices[price].usd });
  };
  const secondsPerMonth = assumed('daysPerMonth') * 86_400;
  let invocations = 0;

  for (const [name, service] of Object.entries(topology.services)) {
    const traffic = serviceTraffic(topology, name, usage);
    invocations += traffic.invocations;
    const memoryGb = Math.max(service.memoryMb, shape.memoryMb) / GB;
    add(name, service.architecture === 'arm64' ? 'armGbSecond' : 'x86GbSecond', traffic.seconds * memoryGb);
    add(name, 'invocation', traffic.invocations);
    add(name, 'writeUnit', traffic.writeUnits);
    add(name, 'readUnit', traffic.readUnits);
    add(name, 'publish', traffic.published);
    // A queue is asked all the time, whether there is anything in it or not.
    const idlePolls = (service.sources.length * assumed('pollers') * secondsPerMonth) / LONG_POLL_SECONDS;
    add(name, 'queueRequest', traffic.messages * REQUESTS_PER_MESSAGE + idlePolls);
    if (service.kind === 'http')
      add(
        name,
        'secretCall',
        (Object.keys(service.grants.secrets).length * assumed('warmInstances') * secondsPerMonth) /
          SECRET_CACHE_SECONDS,
      );
  }

  const tablesGb =
    (usage.users * assumed('kilobytesPerPerson') + usage.questions * assumed('kilobytesPerQuestion')) /
    KB_PER_GB;
  add('tables', 'tableGb', tablesGb);
  add('tables', 'tableBackupGb', tablesGb);
  add('files', 'storedGb', assumed('fixedStorageGb') + (usage.users * assumed('documentsMegabytes')) / GB);

  const edge = edgeTraffic(topology, usage);
  add('edge', 'edgeRequest', edge.apiRequests + edge.pageRequests);
  add('edge', 'edgeGb', edge.gigabytes);
  add('edge', 'edgeFunction', edge.pageRequests);
  add('edge', 'edgeInvocation', edge.apiRequests);
  add('edge', 'edgeGbSecond', edge.apiRequests * EDGE.seconds * (EDGE.memoryMb / GB));
  add('files', 'get', edge.pageRequests);

  const logsGb = (invocations * assumed('logKilobytes')) / KB_PER_GB;
  add('observability', 'logGb', logsGb);
  add('observability', 'keptLogGb', logsGb);
  add('observability', 'metric', assumed('metricSeries'));
  add('observability', 'dashboard', 1);
  add('observability', 'alarm', alarmedMetrics(topology));

  add('secrets', 'secret', Object.keys(topology.secrets).length + shape.givenSecrets);
  const runs = Object.values(topology.schedules).map(({ expression }) => runsPerDay(expression));
  add('schedules', 'scheduled', runs.reduce((sum, each) => sum + each, 0) * assumed('tradingDays'));
  return lines;
}

/** Metrics that the environment's alarms look at, each of which is charged. */
function alarmedMetrics({ services, queues, subscriptions, schedules }: Topology): number {
  return (
    Object.keys(services).length +
    // Its dead letters, and its oldest message.
    2 * Object.keys(queues).length +
    new Set(subscriptions.map(({ topic }) => topic)).size +
    Object.keys(schedules).length +
    Object.values(ALARMED_METRICS).reduce((sum, count) => sum + count, 0)
  );
}

/** The sum of a bill's lines, in US dollars. */
export const total = (lines: readonly BillLine[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);
