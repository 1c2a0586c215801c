import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the bench runs on, in words. */
export function machineName(): string {
  const model = cpus()[0]?.model.trim() ?? 'an unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} cores of ${model}, ${memory} GB, Node ${process.versions.node}`;
}

/** Whether others use the machine so much that times measured on it say nothing. */
export function isBusy(): boolean {
  const [lastMinute = 0] = loadavg();
  return lastMinute > availableParallelism();
}
