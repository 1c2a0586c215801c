import type { KnowledgeDocument } from '@marketscope/contracts';
import { useEffect, useRef } from 'react';
import { Chip } from '../design/chip.tsx';
import { ConfirmButton } from '../design/confirm-button.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { DocumentIcon, DownloadIcon, TrashIcon } from '../design/icons.tsx';
import { localMoment } from '../market/market-time.ts';
import { fileSize, stateWords } from './document-words.ts';

const tones = { pending: 'note', indexed: 'plain', failed: 'danger' } as const;

/**
 * A document: what became of it, and what can be done with it. The one that was asked for is marked and seen.
 * @param props.isAwaited whether a new file of it was sent that has not been looked at yet
 */
export function DocumentRow({
  document,
  isAwaited,
  isAskedFor,
  onSave,
  onDelete,
}: {
  document: KnowledgeDocument;
  isAwaited: boolean;
  isAskedFor: boolean;
  onSave: () => void;
  onDelete: () => void;
}) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAskedFor) row.current?.scrollIntoView({ block: 'center' });
  }, [isAskedFor]);
  const { name, state, reason, size, progress, updatedAt, editable } = document;
  return (
    <li ref={row} className="document-row" aria-current={isAskedFor || undefined}>
      <DocumentIcon size={20} />
      <div className="document-row__words">
        <span className="document-row__name">{name}</span>
        <span className="document-row__facts">
          {isAwaited && state !== 'pending' ? (
            <Chip tone="note">New version waiting to be read</Chip>
          ) : (
            <Chip tone={tones[state]}>{stateWords(document)}</Chip>
          )}
          {size !== null && <span>{fileSize(size)}</span>}
          <span>{localMoment(updatedAt)}</span>
        </span>
        {progress && (
          <progress
            className="document-row__bar"
            max={progress.of}
            value={progress.pages}
            aria-label={`Pages of ${name} that have been read`}
          />
        )}
        {reason !== null && !isAwaited && <span className="document-row__reason">{reason}</span>}
      </div>
      <div className="document-row__actions">
        {size !== null && (
          <IconButton label={`Save ${name}`} onClick={onSave}>
            <DownloadIcon />
          </IconButton>
        )}
        {editable && (
          <ConfirmButton label={`Delete ${name}`} question="Delete?" onConfirm={onDelete}>
            <TrashIcon />
          </ConfirmButton>
        )}
      </div>
    </li>
  );
}
