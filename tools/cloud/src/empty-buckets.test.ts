import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { emptyBuckets } from './empty-buckets.ts';

/** An emulator with a bucket of one object of two versions; `deletes` tells whether it deletes those that it is asked to. */
async function emulator({ deletes }: { deletes: boolean }) {
  let versions = [
    { id: '<VersionId>1</VersionId>', of: 'Version' },
    { id: '<VersionId>2</VersionId>', of: 'DeleteMarker' },
  ];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const listed = versions.map(({ id, of }) => `<${of}><Key>a.md</Key>${id}</${of}>`);
      if (request.method === 'GET')
        return response.end(`<ListVersionsResult>${listed.join('')}</ListVersionsResult>`);
      // As moto does when a deletion's marker is the last of a key to go.
      if (body.indexOf('<VersionId>1<') < body.indexOf('<VersionId>2<')) {
        response.statusCode = 500;
        return response.end('<html>');
      }
      if (deletes) versions = versions.filter(({ id }) => !body.includes(`<Key>a.md</Key>${id}`));
      const fault = '<Error><Key>a.md</Key><Code>AccessDenied</Code><Message>No.</Message></Error>';
      return response.end(`<DeleteResult>${deletes ? '' : fault}</DeleteResult>`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'operator' };
  return { operator: { region: 'us-east-1', endpoint, credentials }, left: () => versions };
}

const bucket = { address: 'aws_s3_bucket.files', type: 'aws_s3_bucket', values: { bucket: 'files' } };
const state = { values: { root_module: { resources: [bucket] } } };

it('deletes every version of an object, and the markers of its deletions', async () => {
  const { operator, left } = await emulator({ deletes: true });
  await emptyBuckets(state, operator);
  expect(left()).toEqual([]);
});

it('fails for an object that can’t be deleted, and doesn’t try for ever', async () => {
  const { operator } = await emulator({ deletes: false });
  await expect(emptyBuckets(state, operator)).rejects.toThrow(
    "files/a.md can't be deleted: AccessDenied No.",
  );
});
