import {
  documentListResponse,
  documentResponse,
  documentUploadResponse,
  type DocumentFolder,
  type DocumentResponse,
} from '@marketscope/contracts';
import { expect } from 'vitest';
import { TOLD_MS } from './patience.ts';
import type { Person } from './person.ts';

/** Uploads a file as a person; answers the document's id. */
export async function upload(
  person: Person,
  name: string,
  content: Uint8Array | string,
  folder: DocumentFolder = 'private',
): Promise<string> {
  const bytes = Buffer.from(content);
  const asked = await person.request('POST', '/api/documents', { name, folder, size: bytes.length });
  expect(asked.ok, await asked.clone().text()).toBe(true);
  const { document, upload: signed } = documentUploadResponse.parse(await asked.json());
  const sent = await fetch(signed.url, { method: signed.method, headers: signed.headers, body: bytes });
  expect(sent.status, await sent.text()).toBe(200);
  return document.id;
}

export async function documentOf(person: Person, id: string): Promise<DocumentResponse> {
  return documentResponse.parse(await (await person.request('GET', `/api/documents/${id}`)).json());
}

/** Waits until a document is in a state, and has this size when one is given. */
export async function becomes(
  person: Person,
  id: string,
  state: DocumentResponse['state'],
  size?: number,
): Promise<DocumentResponse> {
  let document: DocumentResponse | undefined;
  await expect
    .poll(
      async () => {
        document = await documentOf(person, id);
        return [document.state, ...(size === undefined ? [] : [document.size])];
      },
      { timeout: TOLD_MS, interval: 200 },
    )
    .toEqual([state, ...(size === undefined ? [] : [size])]);
  if (!document) throw new Error('there is no document');
  return document;
}

export async function names(person: Person): Promise<string[]> {
  const { items } = documentListResponse.parse(await (await person.request('GET', '/api/documents')).json());
  return items.map(({ name }) => name);
}
