// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- projects that import this file need the declaration too
/// <reference path="./dynalite.d.ts" />
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import path from 'node:path';
import dynalite from 'dynalite';
import { startFauxqs, type MessageSpyReader } from 'fauxqs';

/** Emulators that listen on loopback ports. */
export interface Emulators {
  /** SQS, SNS and S3. */
  awsEndpoint: string;
  dynamodbEndpoint: string;
  /** Sees every SQS, SNS and S3 operation. */
  spy: MessageSpyReader;
  stop(): Promise<void>;
}

/** The region that the emulators' resources are in. */
export const emulatorRegion = 'us-east-1';

/**
 * Starts the emulators on free loopback ports. Their state is in memory, or in `dataDir` when one is given.
 * @param options.spyBuffer operations that the spy remembers; with none it still tells of each as it happens
 */
export async function startEmulators({
  dataDir,
  spyBuffer = 1000,
}: { dataDir?: string; spyBuffer?: number } = {}): Promise<Emulators> {
  const folders = dataDir && {
    fauxqs: path.join(dataDir, 'fauxqs'),
    dynalite: path.join(dataDir, 'dynalite'),
  };
  if (folders) await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));

  const fauxqs = await onLoopback(() =>
    startFauxqs({
      port: 0,
      logger: false,
      defaultRegion: emulatorRegion,
      messageSpies: { bufferSize: spyBuffer },
      ...(folders && { dataDir: folders.fauxqs }),
    }),
  );
  const tables = dynalite({
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    ...(folders && { path: folders.dynalite }),
  });
  tables.listen(0, '127.0.0.1');
  await once(tables, 'listening');

  return {
    awsEndpoint: `http://127.0.0.1:${fauxqs.port}`,
    dynamodbEndpoint: `http://127.0.0.1:${portOf(tables)}`,
    spy: fauxqs.spy,
    async stop() {
      tables.closeAllConnections();
      await Promise.all([fauxqs.stop(), new Promise<void>((resolve) => tables.close(() => resolve()))]);
    },
  };
}

/** A server as Fastify announces it before it listens. */
interface AnnouncedServer {
  fastify: { listen(options: { port: number; host: string }): Promise<string> };
}

/**
 * Has the Fastify servers that `start` makes, before it first waits, listen on loopback alone: fauxqs asks for every
 * interface whatever host it is given, which would offer the emulators to the network.
 */
function onLoopback<Result>(start: () => Promise<Result>): Promise<Result> {
  const keepLocal = (message: unknown): void => {
    const { fastify } = message as AnnouncedServer;
    const listen = fastify.listen.bind(fastify);
    fastify.listen = (options) => listen({ ...options, host: '127.0.0.1' });
  };
  subscribe('fastify.initialization', keepLocal);
  try {
    return start();
  } finally {
    unsubscribe('fastify.initialization', keepLocal);
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('the server does not listen on a port');
  return address.port;
}
