import { IndexingSuspended, keyOfPlace, placeOfKey, type IndexingClaim } from '@marketscope/domain';
import type { MessageContext } from '@marketscope/messaging';
import { announce } from './announce.ts';
import { followFile, type FollowPorts } from './follow-file.ts';
import { notThisTime, reasons } from './outcome.ts';

export interface ObjectPorts extends FollowPorts {
  /** The id of the document whose file has this key. */
  documentIdOf: (key: string) => string;
}

/**
 * Sees to a file that changed, as the only worker at its document. While another one is at it, that one is told and sees to
 * this change as well.
 * @throws whatever kept it from being done, after the claim was ended: the message will be received again
 */
export async function indexObject(
  key: string,
  ports: ObjectPorts,
  { messageId, isLastReceive, remainingTimeMs, signal, logger }: MessageContext,
): Promise<void> {
  const place = placeOfKey(key);
  if (!place) {
    logger.warn({ key }, 'a file that is no document was left alone');
    return;
  }
  const { indexing, clock } = ports;
  const document = { ...place, documentId: ports.documentIdOf(key) };
  const now = clock();
  const claimed = await indexing.claim(document, {
    token: ports.newId(),
    messageId,
    now,
    until: new Date(now.getTime() + remainingTimeMs()),
  });
  if (claimed === 'held') {
    logger.info({ documentId: document.documentId }, 'another worker is at the document, and was told');
    return;
  }
  let claim: IndexingClaim = claimed;
  try {
    for (;;) {
      signal.throwIfAborted();
      const followed = await followFile(claim, ports, signal);
      logger.info({ documentId: document.documentId, followed }, 'document followed its file');
      if (typeof followed === 'string') return;
      claim = { ...claim, changes: followed.changed };
    }
  } catch (error) {
    // Its owner is told at once, since what suspends indexing may take longer to mend than all tries together.
    if (error instanceof IndexingSuspended) await giveUp(claim, ports, reasons.suspended);
    else if (isLastReceive) await giveUp(claim, ports, reasons.ourFault);
    else await indexing.release(document, claim.token);
    throw error;
  }
}

/** Tells that it can't be indexed as things are, until an operator has seen to them or has the message received again. */
async function giveUp(claim: IndexingClaim, ports: ObjectPorts, reason: string): Promise<void> {
  const { document, token } = claim;
  const file = await ports.files.head(keyOfPlace(document));
  if (file) {
    const outcome = notThisTime(file, reason);
    await announce(outcome, document, ports);
    if ((await ports.indexing.settle(document, claim, outcome, ports.clock())) === 'settled') return;
  }
  await ports.indexing.release(document, token);
}
