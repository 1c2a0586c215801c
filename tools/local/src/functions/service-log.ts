import { mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';

/** Bytes from which on a log is put aside when it is opened again. */
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/** A file that takes the output of a service's processes. */
export interface ServiceLog {
  file: string;
  /** For `stdio` of a child process. */
  descriptor: number;
  /** The last lines that were written since the log was opened. */
  tail(lines: number): Promise<string>;
  close(): Promise<void>;
}

/** Opens a service's log to append to; what was there before the last time it grew too large is in `<file>.1`. */
export async function openServiceLog(folder: string, service: string): Promise<ServiceLog> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${service}.log`);
  let start = await stat(file).then(
    ({ size }) => size,
    () => 0,
  );
  if (start > MAX_LOG_BYTES) {
    await rename(file, `${file}.1`);
    start = 0;
  }
  const handle = await open(file, 'a');
  return {
    file,
    descriptor: handle.fd,
    async tail(lines) {
      const text = (await readFile(file)).subarray(start).toString();
      return text.trimEnd().split('\n').slice(-lines).join('\n');
    },
    close: () => handle.close(),
  };
}
