import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTopology, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { createLocalFunction, type LocalFunction } from '../functions/local-function.ts';
import { openServiceLog } from '../functions/service-log.ts';
import { startQueueSource, type QueueSource } from '../sources/queue-source.ts';
import { keepSecrets } from '../stack/secrets.ts';
import { environmentOf, laptopDeployment } from '../stack/service-environments.ts';
import { workspace } from '../stack/workspace.ts';

/** A function as it is deployed, behind its queues, on a local cloud of its own. */
export interface HostedFunction {
  cloud: LocalCloud;
  /** A folder that is gone once it is stopped. */
  folder: string;
  /** Lines of the function's log so far. */
  log(): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/**
 * Starts a built function on a local cloud in memory. Its queues' visibility is its time-out, and both are short, so that
 * what fails is soon received again.
 * @param options.concurrency processes that work at once on each queue; as the topology says unless given
 * @param options.onInvoke is called when an invocation has begun
 * @throws Error when the function is not built, or does not start
 */
export async function startHostedFunction(
  name: string,
  options: {
    timeoutSeconds: number;
    concurrency?: number;
    settings: (folder: string) => Record<string, string>;
    onInvoke?: ((invoked: LocalFunction) => void) | undefined;
  },
): Promise<HostedFunction> {
  const bundle = path.join(workspace, 'dist/apps', name, 'lambda.mjs');
  if (!existsSync(bundle)) throw new Error(`${name} is not built. Run npx nx build ${name}.`);

  const { timeoutSeconds } = options;
  const topology = await readTopology();
  const service = topology.services[name];
  if (!service) throw new TypeError(`the topology has no ${name}`);
  service.timeoutSeconds = timeoutSeconds;
  const folder = await mkdtemp(path.join(tmpdir(), 'marketscope-hosted-'));
  const serviceLog = await openServiceLog(folder, name);
  const cloud = await startLocalCloud({ topology, visibility: timeoutSeconds, spyBuffer: 0 });
  const deployment = laptopDeployment({
    topology,
    resources: cloud.resources,
    cloud: cloud.environment,
    secrets: await keepSecrets(folder, Object.keys(service.grants.secrets), topology.secrets),
    settings: { LOG_LEVEL: 'info', ...options.settings(folder) },
    folder,
  });
  const hosted = createLocalFunction(name, {
    bundle,
    functionArn: deployment.functionArn(name),
    timeoutSeconds,
    memoryMb: service.memoryMb,
    environment: environmentOf(deployment, name, service, process.env),
    output: serviceLog.descriptor,
  });
  const sources: QueueSource[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.stop()));
    await hosted.stop();
    await Promise.all([cloud.stop(), serviceLog.close()]);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await hosted.warm();
  } catch (error) {
    const reason = await serviceLog.tail(15);
    await stop();
    throw new Error(`${name} does not start:\n${reason}`, { cause: error });
  }
  for (const { queue, ...settings } of service.sources) {
    const source = await startQueueSource({
      sqs: cloud.clients.sqs,
      queue: { name: queue, url: cloud.resources.queues[queue] ?? '' },
      settings: { ...settings, maximumConcurrency: options.concurrency ?? settings.maximumConcurrency },
      invoke: (event) => {
        const answer = hosted.invoke(event);
        options.onInvoke?.(hosted);
        return answer;
      },
      // Failures are what this is for; the function's own log tells of them.
      reporter: { info: () => undefined, warn: () => undefined },
    });
    sources.push(source);
  }

  return {
    cloud,
    folder,
    async log() {
      const lines = (await readFile(serviceLog.file, 'utf8')).split('\n');
      return lines
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    stop,
  };
}
