import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Readiness } from '@marketscope/contracts';
import type { Topology, TopologyService } from '@marketscope/contracts/topology';
import { startHttpService, type HttpService } from '../functions/http-service.ts';
import { createLocalFunction, type LocalFunction } from '../functions/local-function.ts';
import { openServiceLog, type ServiceLog } from '../functions/service-log.ts';
import type { Reporter } from '../reporter.ts';
import type { Closers } from './closers.ts';
import { environmentOf, type Deployment } from './service-environments.ts';

/** Milliseconds that a running invocation, and a server with its requests, have to end when the stack stops. */
const GRACE_MS = 1500;
/** Milliseconds that the stack has to get ready. */
const READY_MS = 30_000;
/** Slow enough for a service not to count it as too many requests. */
const READY_POLL_MS = 200;
/** Ends in a row after which a service that never was ready is given up. */
const MAX_CRASHES = 3;
/** Lines of a log that tell why a service did not start. */
const TAIL_LINES = 15;

/** A service of the topology that is here to be run. */
export interface Runnable {
  name: string;
  service: TopologyService;
  bundle: string;
}

/**
 * The services of a topology by their bundles: those that answer HTTP or that something here invokes, which a rotation's
 * function, for one, is not.
 * @throws Error naming the bundles that are missing
 */
export function runnableServices(topology: Topology, bundles: string): Runnable[] {
  const scheduled = new Set(Object.values(topology.schedules).map(({ service }) => service));
  const runnables = Object.entries(topology.services)
    .filter(
      ([name, { kind, sources, invokedBy }]) =>
        kind === 'http' || sources.length > 0 || invokedBy.length > 0 || scheduled.has(name),
    )
    .map(([name, service]) => ({
      name,
      service,
      bundle: path.join(bundles, name, service.kind === 'http' ? 'main.mjs' : 'lambda.mjs'),
    }));
  const missing = runnables.filter(({ bundle }) => !existsSync(bundle));
  if (missing.length > 0)
    throw new Error(`not built: ${missing.map(({ bundle }) => bundle).join(', ')}. Run npm run build.`);
  return runnables;
}

/** The services of the stack as they run. */
export interface RunningServices {
  functions: ReadonlyMap<string, LocalFunction>;
  servers: readonly HttpService[];
  /**
   * Waits until everything is ready.
   * @throws Error with the end of the log of what did not start
   */
  ready(readiness: () => Promise<Readiness>): Promise<void>;
}

/**
 * Starts the services, each in processes of its own that write to a log of its own.
 * @param ports where each server has to listen
 */
export async function startServices({
  runnables,
  deployment,
  shell,
  ports,
  logFolder,
  reporter,
  closers,
}: {
  runnables: readonly Runnable[];
  deployment: Deployment;
  shell: NodeJS.ProcessEnv;
  ports: ReadonlyMap<string, number>;
  logFolder: string;
  reporter: Reporter;
  closers: Closers;
}): Promise<RunningServices> {
  const functions = new Map<string, LocalFunction>();
  const servers: HttpService[] = [];
  const logs = new Map<string, ServiceLog>();
  closers.add(() => Promise.all([...logs.values()].map((log) => log.close())));
  closers.add(() =>
    Promise.all([
      ...[...functions.values()].map((each) => each.stop(GRACE_MS)),
      ...servers.map((each) => each.stop(GRACE_MS)),
    ]),
  );

  for (const { name, service, bundle } of runnables) {
    const log = await openServiceLog(logFolder, name);
    logs.set(name, log);
    const environment = environmentOf(deployment, name, service, shell);
    if (service.kind === 'function')
      functions.set(
        name,
        createLocalFunction(name, {
          bundle,
          functionArn: deployment.functionArn(name),
          timeoutSeconds: service.timeoutSeconds,
          memoryMb: service.memoryMb,
          environment,
          output: log.descriptor,
        }),
      );
    else
      servers.push(
        startHttpService({
          name,
          entry: bundle,
          // The edge stands before it, and nothing else reaches it.
          environment: {
            ...environment,
            HOST: '127.0.0.1',
            PORT: String(ports.get(name)),
            TRUSTED_PROXIES: '1',
          },
          log,
          reporter,
        }),
      );
  }

  const failure = async (name: string, what: string): Promise<Error> => {
    const log = logs.get(name);
    return new Error(`${name} ${what}. The end of ${log?.file}:\n${await log?.tail(TAIL_LINES)}`);
  };
  return {
    functions,
    servers,
    async ready(readiness) {
      await Promise.all(
        [...functions.values()].map((each) =>
          each.warm().catch(async (error: unknown) => {
            throw await failure(each.name, `does not start: ${String(error)}`);
          }),
        ),
      );
      const deadline = Date.now() + READY_MS;
      for (;;) {
        const { ready, dependencies } = await readiness();
        if (ready) return;
        for (const server of servers)
          if (server.crashes() >= MAX_CRASHES) throw await failure(server.name, 'does not start');
        if (Date.now() > deadline) {
          const [name = '', state] = Object.entries(dependencies).find(([, { ok }]) => !ok) ?? [];
          throw await failure(
            name,
            `is not ready after ${READY_MS / 1000} s: ${state?.detail ?? 'no reason given'}`,
          );
        }
        await pause(READY_POLL_MS);
      }
    },
  };
}
