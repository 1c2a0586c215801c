import { documentTypes, type DocumentFolder } from '@marketscope/contracts';
import { useId, useRef, useState, type DragEvent } from 'react';
import { errorMessage } from '../api/error-message.ts';
import { Button } from '../design/button.tsx';
import { SelectField } from '../design/field.tsx';
import { IconButton } from '../design/icon-button.tsx';
import { CloseIcon, UploadIcon } from '../design/icons.tsx';
import { UnfitFileError, type FileOnItsWay, type Uploads } from './document-queries.ts';
import { folderNames } from './document-words.ts';

const accepted = Object.keys(documentTypes)
  .map((ending) => `.${ending}`)
  .join(',');

/** Takes files, dropped or chosen, and tells how they get on. */
export function UploadBox({
  folders,
  uploads: { files, upload, dismiss },
}: {
  folders: readonly DocumentFolder[];
  uploads: Uploads;
}) {
  const [folder, setFolder] = useState<DocumentFolder>('private');
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void upload([...event.dataTransfer.files], folder);
  };
  return (
    <section className="upload-box card" aria-label="Upload">
      <div
        className={isOver ? 'upload-box__target upload-box__target--over' : 'upload-box__target'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <UploadIcon size={24} />
        <div className="upload-box__words">
          <strong>Drop files here, or choose them</strong>
          <span id={hint}>PDF, Markdown, text, HTML, CSV or JSON, up to 50 MB each</span>
        </div>
        <Button look="primary" aria-describedby={hint} onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept={accepted}
          aria-label="Files to upload"
          onChange={({ target }) => {
            void upload([...(target.files ?? [])], folder);
            target.value = '';
          }}
        />
      </div>
      {folders.length > 1 && (
        <SelectField
          label="Folder"
          value={folder}
          onChange={({ target }) => setFolder(folders.find((each) => each === target.value) ?? 'private')}
          hint={folder === 'private' ? 'Only your own answers draw on it.' : 'Everyone’s answers draw on it.'}
        >
          {folders.map((each) => (
            <option key={each} value={each}>
              {folderNames[each]}
            </option>
          ))}
        </SelectField>
      )}
      {files.length > 0 && (
        <ul className="upload-box__files" aria-label="Uploads">
          {files.map((file) => (
            <FileLine key={file.name} file={file} onDismiss={() => dismiss(file.name)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function FileLine({ file, onDismiss }: { file: FileOnItsWay; onDismiss: () => void }) {
  return (
    <li className="upload-box__file">
      <span className="upload-box__name">{file.name}</span>
      {file.error === undefined ? (
        <progress max={1} value={file.sent} aria-label={`${file.name} sent`} />
      ) : (
        <>
          <span className="upload-box__trouble" role="alert">
            {wordsOf(file.error)}
          </span>
          <IconButton label={`Dismiss ${file.name}`} onClick={onDismiss}>
            <CloseIcon />
          </IconButton>
        </>
      )}
    </li>
  );
}

function wordsOf(error: unknown): string {
  if (error instanceof UnfitFileError) return error.message;
  const { title, detail } = errorMessage(error);
  return [title, detail].filter(Boolean).join(' ');
}
