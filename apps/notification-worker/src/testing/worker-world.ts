import type { DeliveryPage, QueueName, User } from '@marketscope/contracts';
import type { MailSession } from '@marketscope/domain';
import {
  captureLogger,
  createFakeDeliveryStore,
  createFakeInboxStore,
  createFakeMailSender,
  createFakeMetricSink,
  createFakePeopleReader,
  createFakeQuoteStore,
  createFakeRecipientStore,
  createFakeTextSender,
  createFakeWatchlistStore,
  invocationWith,
  queueEvent,
} from '@marketscope/testing';
import { createNotificationWorker, type WorkerPorts } from '../app.ts';
import { pageLinks } from '../messages/message.ts';
import type { Operators } from '../operators/tell-operators.ts';

type MailRefusal = Parameters<typeof createFakeMailSender>[0];
type TextRefusal = Parameters<typeof createFakeTextSender>[0];

interface QueuedMessage {
  queue: QueueName;
  body: unknown;
  receives: number;
}

/** Milliseconds that an invocation has, and after which a message that failed shows again. */
const INVOCATION_MS = 30_000;
const VISIBILITY_MS = 180_000;
const MAX_RECEIVES = 5;

export function person(id: string): User {
  return { id, email: `${id}@example.com`, name: id, createdAt: '2026-11-20T15:00:00.000Z' };
}

/** The worker among fakes, with queues that behave as SQS does: what fails shows again, five times at the most. */
export function createWorld({
  people = ['ada'],
  refuse,
  refuseSlack,
  operators: reachable = {},
}: {
  people?: readonly string[];
  refuse?: MailRefusal;
  refuseSlack?: TextRefusal;
  /** What of the operators' channels is otherwise: all of them are set unless said so. */
  operators?: Partial<Operators>;
} = {}) {
  let time = new Date('2026-11-20T21:00:10.000Z');
  const now = (): Date => time;
  const messages: QueuedMessage[] = [];
  const deadLetters: QueuedMessage[] = [];
  const metrics = createFakeMetricSink();
  const { logger, lines } = captureLogger();
  const mail = createFakeMailSender(refuse);
  const slack = createFakeTextSender(refuseSlack);
  const sms = createFakeTextSender();
  const inbox = createFakeInboxStore(now);
  const recipients = createFakeRecipientStore();
  const watchlists = createFakeWatchlistStore();
  const quotes = createFakeQuoteStore(now);
  const deliveries = createFakeDeliveryStore(now);
  const enqueue = (queue: QueueName, body: unknown): void => void messages.push({ queue, body, receives: 0 });
  const ports: WorkerPorts = {
    recipients,
    pages: {
      send: async (pages: readonly DeliveryPage[]) => pages.forEach((page) => enqueue('deliveries', page)),
    },
    people: createFakePeopleReader(people.map(person)),
    watchlists,
    quotes,
    deliveries,
    inbox,
    mail,
    mailFrom: 'MarketScope <no-reply@marketscope.example>',
    operators: { emails: ['operator@example.com'], slack: async () => slack, sms, ...reachable },
    links: pageLinks('https://marketscope.example'),
    metrics,
    now,
  };

  /** Receives one message with a worker on these ports; tells whether it was handled. */
  async function receive(message: QueuedMessage, workerPorts: WorkerPorts): Promise<boolean> {
    message.receives += 1;
    const worker = createNotificationWorker({ ...workerPorts, logger });
    const { batchItemFailures } = await worker(
      queueEvent(message.queue, [message.body], { receiveCount: message.receives }),
      invocationWith(INVOCATION_MS),
    );
    return batchItemFailures.length === 0;
  }

  return {
    ports,
    mail,
    slack,
    sms,
    inbox,
    recipients,
    watchlists,
    quotes,
    deliveries,
    lines,
    measurements: metrics.measurements,
    messages,
    deadLetters,
    enqueue,
    receive,
    elapse: (ms: number) => void (time = new Date(time.getTime() + ms)),
    inboxOf: async (userId: string) => (await inbox.list(userId, { limit: 100 })).items,
    /** Handles all that is queued, and what that leads to, until nothing is left but dead letters. */
    async drain(): Promise<void> {
      for (let message = messages.shift(); message; message = messages.shift()) {
        if (await receive(message, ports)) continue;
        time = new Date(time.getTime() + VISIBILITY_MS);
        (message.receives < MAX_RECEIVES ? messages : deadLetters).push(message);
      }
    },
  };
}
export type World = ReturnType<typeof createWorld>;

/** Ports of a process that dies at its `fatalCall`th call: neither that nor a later one has any effect. */
export function dyingPorts(
  ports: WorkerPorts,
  fatalCall: number,
): { ports: WorkerPorts; hasDied: () => boolean } {
  let calls = 0;
  const count = (): void => {
    calls += 1;
    if (calls >= fatalCall) throw new Error('the process died');
  };
  const mortal = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, property, receiver) {
        const member: unknown = Reflect.get(target, property, receiver);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]): unknown => {
          count();
          return Reflect.apply(member, target, parameters);
        };
      },
    });
  const mortalSession = (session: MailSession): MailSession => ({
    async send(mail) {
      count();
      await session.send(mail);
    },
    close: () => session.close(),
  });
  return {
    ports: {
      ...ports,
      recipients: mortal(ports.recipients),
      pages: mortal(ports.pages),
      people: mortal(ports.people),
      watchlists: mortal(ports.watchlists),
      quotes: mortal(ports.quotes),
      deliveries: mortal(ports.deliveries),
      inbox: mortal(ports.inbox),
      mail: { open: (options) => mortalSession(ports.mail.open(options)) },
      operators: {
        ...ports.operators,
        async slack() {
          const slack = await ports.operators.slack();
          return slack && mortal(slack);
        },
        sms: ports.operators.sms && mortal(ports.operators.sms),
      },
    },
    hasDied: () => calls >= fatalCall,
  };
}
