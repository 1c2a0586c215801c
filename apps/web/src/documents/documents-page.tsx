import { documentFolder, type KnowledgeDocument } from '@marketscope/contracts';
import { useParams } from 'react-router';
import { usePageTitle } from '../app/page-title.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { DocumentIcon } from '../design/icons.tsx';
import { Skeleton } from '../design/skeleton.tsx';
import { isAwaited, useDeleteDocument, useDocuments, useSaveFile, useUpload } from './document-queries.ts';
import { DocumentRow } from './document-row.tsx';
import { folderNames } from './document-words.ts';
import { UploadBox } from './upload-box.tsx';
import './documents-page.css';

/** What answers draw on: one's own documents and the shared ones, with what became of each. */
export function DocumentsPage() {
  const { documentId } = useParams();
  const uploads = useUpload();
  const documents = useDocuments(uploads.awaited);
  const remove = useDeleteDocument();
  const save = useSaveFile();
  usePageTitle('Documents');
  const items = documents.data?.items ?? [];
  const isMissing = documents.data && documentId !== undefined && !items.some(({ id }) => id === documentId);
  return (
    <div className="page page--narrow">
      <header className="page__head">
        <h1>Documents</h1>
      </header>
      <UploadBox folders={documents.data?.folders ?? ['private']} uploads={uploads} />
      {documents.isPending && <Skeleton lines={5} label="Loading the documents" />}
      {documents.isError && <ErrorNotice error={documents.error} onRetry={() => void documents.refetch()} />}
      {remove.isError && <ErrorNotice error={remove.error} />}
      {save.isError && <ErrorNotice error={save.error} />}
      {isMissing && (
        <div className="notice" role="status">
          The document that you looked for is not there any more.
        </div>
      )}
      {documents.data && items.length === 0 && (
        <EmptyState icon={<DocumentIcon size={32} />} title="No documents yet">
          Upload a filing, and a minute later ask about it in the chat: “What was its revenue in the second
          quarter?”
        </EmptyState>
      )}
      {documentFolder.options
        .toSorted((one, other) => Number(other === 'private') - Number(one === 'private'))
        .map((folder) => {
          const inside = items.filter((document) => document.folder === folder);
          if (inside.length === 0) return null;
          return (
            <section key={folder} className="documents-page__folder" aria-labelledby={`folder-${folder}`}>
              <h2 id={`folder-${folder}`}>{folderNames[folder]}</h2>
              <ul className="card-list">
                {inside.map((document: KnowledgeDocument) => (
                  <DocumentRow
                    key={document.id}
                    document={document}
                    isAwaited={isAwaited(document, uploads.awaited)}
                    isAskedFor={document.id === documentId}
                    onSave={() => save.mutate(document)}
                    onDelete={() => remove.mutate(document)}
                  />
                ))}
              </ul>
            </section>
          );
        })}
    </div>
  );
}
