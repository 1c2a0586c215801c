import type { FileVersion, IndexingOutcome } from '@marketscope/domain';

/** What people are told of failures that are no document's own. */
export const reasons = {
  tooLarge: 'The file has more than 50 MB, the most that is read.',
  workersDied: 'Reading it takes more memory or time than there is. Upload it in parts.',
  suspended:
    'It waits: documents can’t be indexed until an operator has seen to the index. It is kept, and will be read then.',
  ourFault:
    'It could not be indexed through a fault of ours, which operators look into. Upload it again later.',
};

/** A failure that no further try could change. */
export function unreadable({ version, size }: FileVersion, reason: string): IndexingOutcome {
  return { state: 'failed', version, size, reason, isSettled: true };
}

/** A failure that another try may change. */
export function notThisTime({ version, size }: FileVersion, reason: string): IndexingOutcome {
  return { state: 'failed', version, size, reason, isSettled: false };
}
