import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  readTopology,
  startLocalCloud,
  startMailSink,
  type LocalCloud,
  type MailSink,
} from '@marketscope/testing';
import { createLocalFunction, type LocalFunction } from '../functions/local-function.ts';
import { openServiceLog } from '../functions/service-log.ts';
import { startQueueSource, type QueueSource } from '../sources/queue-source.ts';
import { keepSecrets } from '../stack/secrets.ts';
import { environmentOf, laptopDeployment } from '../stack/service-environments.ts';
import { workspace } from '../stack/workspace.ts';

const NAME = 'notification-worker';

/** The notification worker as it is deployed, behind its queues, with a mail server that keeps what it accepts. */
export interface HostedWorker {
  cloud: LocalCloud;
  mailSink: MailSink;
  /** Lines of the worker's log so far. */
  log(): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/**
 * Starts the built worker on a local cloud in memory. Its time-out and its queues' visibility are one second, so that
 * what fails is soon received again.
 * @param onInvoke is called when an invocation has begun
 * @throws Error when the worker is not built
 */
export async function startHostedWorker(
  onInvoke: (worker: LocalFunction) => void = () => {},
): Promise<HostedWorker> {
  const bundle = path.join(workspace, 'dist/apps', NAME, 'lambda.mjs');
  if (!existsSync(bundle)) throw new Error(`${NAME} is not built. Run npx nx build ${NAME}.`);

  const topology = await readTopology();
  const service = topology.services[NAME];
  if (!service) throw new TypeError(`the topology has no ${NAME}`);
  service.timeoutSeconds = 1;
  const folder = await mkdtemp(path.join(tmpdir(), 'marketscope-worker-'));
  const serviceLog = await openServiceLog(folder, NAME);
  const [cloud, mailSink] = await Promise.all([
    startLocalCloud({ topology, visibility: 1, spyBuffer: 0 }),
    startMailSink(),
  ]);
  const deployment = laptopDeployment({
    topology,
    resources: cloud.resources,
    cloud: cloud.environment,
    secrets: await keepSecrets(folder, Object.keys(service.grants.secrets), topology.secrets),
    settings: {
      LOG_LEVEL: 'info',
      MAIL_FROM: 'MarketScope <no-reply@marketscope.example>',
      PUBLIC_URL: 'https://marketscope.example',
      SMTP_URL: mailSink.url,
    },
    folder,
  });
  const worker = createLocalFunction(NAME, {
    bundle,
    functionArn: deployment.functionArn(NAME),
    timeoutSeconds: service.timeoutSeconds,
    memoryMb: service.memoryMb,
    environment: environmentOf(deployment, NAME, service, process.env),
    output: serviceLog.descriptor,
  });
  const sources: QueueSource[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.stop()));
    await worker.stop();
    await Promise.all([cloud.stop(), mailSink.stop(), serviceLog.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await worker.warm();
  } catch (error) {
    const reason = await serviceLog.tail(15);
    await stop();
    throw new Error(`${NAME} does not start:\n${reason}`, { cause: error });
  }
  for (const { queue: name, ...settings } of service.sources) {
    const source = await startQueueSource({
      sqs: cloud.clients.sqs,
      queue: { name, url: cloud.resources.queues[name] ?? '' },
      settings,
      invoke: (event) => {
        const answer = worker.invoke(event);
        onInvoke(worker);
        return answer;
      },
      // Failures are what this is for; the worker's own log tells of them.
      reporter: { info: () => undefined, warn: () => undefined },
    });
    sources.push(source);
  }

  return {
    cloud,
    mailSink,
    async log() {
      const lines = (await readFile(serviceLog.file, 'utf8')).split('\n');
      return lines
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    stop,
  };
}
