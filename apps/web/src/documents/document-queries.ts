import {
  documentRequest,
  type DocumentFolder,
  type DocumentListResponse,
  type KnowledgeDocument,
} from '@marketscope/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../app/services-context.ts';

export const documentsKey = ['documents'] as const;
/** Milliseconds between two looks while a document is being read. */
const LOOK_EVERY = 1500;

/** Documents of which a new file was sent, with when each had changed last before it was. */
export type AwaitedDocuments = ReadonlyMap<string, string>;

/** Whether nothing has come yet of the file that was sent. */
export function isAwaited({ id, updatedAt }: KnowledgeDocument, awaited: AwaitedDocuments): boolean {
  return awaited.get(id) === updatedAt;
}

/** The documents, looked at again while one of them is being read, or about to be. */
export function useDocuments(awaited: AwaitedDocuments) {
  const { documents } = useServices();
  return useQuery({
    queryKey: documentsKey,
    queryFn: ({ signal }) => documents.list(signal),
    refetchInterval: ({ state }) =>
      state.data?.items.some((document) => document.state === 'pending' || isAwaited(document, awaited))
        ? LOOK_EVERY
        : false,
  });
}

/** A file on its way. */
export interface FileOnItsWay {
  name: string;
  /** From 0 to 1. */
  sent: number;
  /** Why it did not arrive. */
  error?: unknown;
}

/** A file that can't be taken, as the contract says. */
export class UnfitFileError extends Error {}

/** Uploads files, one after another; a file of the same name in the same folder is replaced. */
export function useUpload() {
  const { documents, sendFile } = useServices();
  const queries = useQueryClient();
  const [files, setFiles] = useState<readonly FileOnItsWay[]>([]);
  const [awaited, setAwaited] = useState<AwaitedDocuments>(new Map());
  const change = (name: string, part: Partial<FileOnItsWay>) =>
    setFiles((known) => known.map((file) => (file.name === name ? { ...file, ...part } : file)));

  async function upload(chosen: readonly File[], folder: DocumentFolder): Promise<void> {
    const names = new Set(chosen.map(({ name }) => name));
    setFiles((known) => [
      ...known.filter(({ name }) => !names.has(name)),
      ...chosen.map(({ name }) => ({ name, sent: 0 })),
    ]);
    for (const file of chosen) {
      try {
        const request = documentRequest.safeParse({ name: file.name, folder, size: file.size });
        if (!request.success) throw new UnfitFileError(request.error.issues[0]?.message);
        const { upload: signed, document } = await documents.requestUpload(request.data);
        await sendFile(signed, file, (sent) => change(file.name, { sent }));
        setAwaited((known) => new Map(known).set(document.id, document.updatedAt));
        setFiles((known) => known.filter(({ name }) => name !== file.name));
      } catch (error) {
        change(file.name, { error });
      }
      await queries.invalidateQueries({ queryKey: documentsKey });
    }
  }
  const dismiss = (name: string) => setFiles((known) => known.filter((file) => file.name !== name));
  return { files, awaited, upload, dismiss };
}
export type Uploads = ReturnType<typeof useUpload>;

/** Deletes a document; it goes at once, and comes back should that fail. */
export function useDeleteDocument() {
  const { documents } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: KnowledgeDocument) => documents.delete(id),
    onMutate: ({ id }) =>
      queries.setQueryData<DocumentListResponse>(
        documentsKey,
        (known) => known && { ...known, items: known.items.filter((each) => each.id !== id) },
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: documentsKey }),
  });
}

/** Has the browser save a document's file. */
export function useSaveFile() {
  const { documents, download } = useServices();
  return useMutation({
    mutationFn: async ({ id }: KnowledgeDocument) => {
      const { link } = await documents.get(id);
      if (link !== null) download(link);
    },
  });
}
