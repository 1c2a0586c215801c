import { z } from 'zod';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A release that serves or served: the artifact's digest, and the function's version that runs it. */
const release = z.object({ digest, version: z.string().min(1) });
export type Release = z.output<typeof release>;

/**
 * What is meant to serve. It is written before `live` is moved, so that a move that breaks off is known and can be
 * completed.
 */
export const releaseRecord = z.object({
  ...release.shape,
  /** What a rollback restores; null when nothing before it is known. */
  previous: release.nullable(),
  how: z.enum(['deploy', 'rollback']),
  at: z.iso.datetime(),
});
export type ReleaseRecord = z.output<typeof releaseRecord>;

/** The records of an environment's releases, by service. */
export interface ReleaseRecords {
  read(service: string): Promise<ReleaseRecord | undefined>;
  write(service: string, record: ReleaseRecord): Promise<void>;
}
