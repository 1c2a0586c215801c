import type { Upload } from '@marketscope/contracts';
import { UnreachableError } from './api-error.ts';

/** Sends a file to where it was signed for; tells how much of it has gone, from 0 to 1. @throws UnreachableError */
export type SendFile = (upload: Upload, file: File, onSent: (share: number) => void) => Promise<void>;

/** By XMLHttpRequest, which knows how much has been sent; `fetch` does not. */
export const sendFile: SendFile = ({ method, url, headers }, file, onSent) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onSent(total === 0 ? 1 : loaded / total);
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? resolve()
        : reject(new UnreachableError({ cause: new Error(`the upload was answered ${request.status}`) }));
    request.onerror = () => reject(new UnreachableError());
    request.send(file);
  });
