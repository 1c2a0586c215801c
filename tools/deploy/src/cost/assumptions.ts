/** A figure that the estimate stands on, and where it comes from. */
interface Assumption {
  value: number;
  means: string;
}

/**
 * What people and the system do, where the topology does not say. Change what you have measured: the dashboard shows
 * most of them.
 */
export const assumptions = {
  visits: { value: 12, means: 'visits a person pays the page a month' },
  requestsPerVisit: { value: 12, means: 'API requests a visit makes, questions left out' },
  filesPerVisit: { value: 4, means: 'files of the page that a visit loads' },
  kilobytesPerVisit: { value: 120, means: 'kB of them, as most are still in the browser' },
  streamsPerVisit: { value: 2, means: 'inbox streams that a visit opens, 20 s each' },
  requestSeconds: { value: 0.06, means: 's that a request takes' },
  requestKilobytes: { value: 3, means: 'kB of its answer' },
  questionSeconds: { value: 4, means: 's that an answer is streamed, by the built-in analyst' },
  questionKilobytes: { value: 20, means: 'kB of an answer with its events' },
  requestsPerQuestion: { value: 3, means: 'API requests around a question' },
  symbolsPerPerson: { value: 0.2, means: 'symbols that a person watches and nobody did before' },
  symbolsPerBatch: { value: 25, means: 'symbols of a batch' },
  batchSeconds: { value: 6, means: 's that a batch takes' },
  plannerSeconds: { value: 0.5, means: 's that a plan takes' },
  alertsFiredPerPerson: { value: 2, means: 'alerts that fire for a person a month' },
  recipientsPerPage: { value: 100, means: 'recipients of a page' },
  pageOfDeliveriesSeconds: { value: 15, means: 's that a full page of mails takes' },
  eventSeconds: { value: 0.4, means: 's that an event of one person takes' },
  rotationStepSeconds: { value: 0.3, means: 's that a step of a rotation takes' },
  kilobytesPerPerson: { value: 60, means: 'kB that tables hold of a person' },
  kilobytesPerQuestion: { value: 12, means: 'kB that tables hold of a question, for 30 days' },
  documentsPerPerson: { value: 0.5, means: 'documents that a person uploads a month' },
  documentSeconds: { value: 12, means: 's that reading and indexing one takes' },
  documentsMegabytes: { value: 2, means: 'MB of documents that a person keeps' },
  fixedStorageGb: { value: 2, means: 'GB of releases, page and audit trail' },
  logKilobytes: { value: 1.2, means: 'kB logged by an invocation' },
  tradingDays: { value: 21, means: 'trading days a month' },
  daysPerMonth: { value: 30.4, means: 'days a month' },
  pollers: { value: 5, means: 'long polls that Lambda keeps open for a queue' },
  metricSeries: {
    value: 60,
    means: 'metrics of our own, each route and status counted, as if all are written',
  },
  warmInstances: { value: 3, means: 'instances of an HTTP service that read its secrets each 5 min' },
} as const satisfies Record<string, Assumption>;

export type AssumptionName = keyof typeof assumptions;

/** The value of an assumption. */
export const assumed = (name: AssumptionName): number => assumptions[name].value;
