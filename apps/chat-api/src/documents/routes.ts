import {
  documentListResponse,
  documentRequest,
  documentResponse,
  documentUploadResponse,
} from '@marketscope/contracts';
import type { DocumentActions } from '@marketscope/domain';
import { z } from 'zod';
import { nothing } from '../http/openapi.ts';
import { notFound } from '../http/problems.ts';
import type { ZodApp } from '../http/zod-app.ts';

const params = z.object({ id: z.string().min(1).max(64) });

/** One's own documents, and those that everyone shares. */
export async function documentRoutes(
  app: ZodApp,
  { documents }: { documents: DocumentActions },
): Promise<void> {
  const tags = ['documents'];
  app.get(
    '/api/documents',
    {
      schema: {
        tags,
        summary: 'Your documents and the shared ones, and to which folders you may upload',
        response: { 200: documentListResponse },
      },
    },
    async (request) => documents.list(request.userId),
  );
  app.post(
    '/api/documents',
    {
      schema: {
        tags,
        summary: 'Begin an upload: send the file to the address that is answered; 200 when it replaces one',
        description:
          'The address takes one file of just that size and type. A document of the same name in the same folder is replaced: answers draw on the old version until the new one has been read.',
        body: documentRequest,
        response: { 200: documentUploadResponse, 201: documentUploadResponse },
      },
    },
    async (request, reply) => {
      const { isNew, ...answer } = await documents.requestUpload(request.userId, request.body);
      return reply.code(isNew ? 201 : 200).send(answer);
    },
  );
  app.get(
    '/api/documents/:id',
    {
      schema: {
        tags,
        summary: 'A document, with a link to its file that lasts some minutes',
        params,
        response: { 200: documentResponse },
      },
    },
    async (request) => {
      const document = await documents.get(request.userId, request.params.id);
      if (!document) throw notFound('document');
      return document;
    },
  );
  app.delete(
    '/api/documents/:id',
    {
      schema: {
        tags,
        summary: 'Delete a document: no answer draws on it any more',
        params,
        response: { 204: nothing },
      },
    },
    async (request, reply) => {
      if (!(await documents.delete(request.userId, request.params.id))) throw notFound('document');
      return reply.code(204).send(null);
    },
  );
}
