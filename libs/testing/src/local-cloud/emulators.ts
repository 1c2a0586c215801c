// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- projects that import this file need the declaration too
/// <reference path="./dynalite.d.ts" />
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

/** Starts the emulators on free ports. Their state is in memory, or in `dataDir` when one is given. */
export async function startEmulators({ dataDir }: { dataDir?: string } = {}): Promise<Emulators> {
  const folders = dataDir && {
    fauxqs: path.join(dataDir, 'fauxqs'),
    dynalite: path.join(dataDir, 'dynalite'),
  };
  if (folders) await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true })));

  const fauxqs = await startFauxqs({
    port: 0,
    host: '127.0.0.1',
    logger: false,
    defaultRegion: emulatorRegion,
    messageSpies: { bufferSize: 10_000 },
    ...(folders && { dataDir: folders.fauxqs }),
  });
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

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('the server does not listen on a port');
  return address.port;
}
