import { makeEvent } from '@marketscope/contracts';
import type { EventPublisher, RecipientStore, StoredUser, UserStore } from '@marketscope/domain';

/** Tells the other services what happened to an account. */
export interface Announcements {
  /**
   * Tells of a new account and puts it on the list of those who get the daily summary. May be repeated: receivers know
   * the event by its id.
   */
  registered(user: StoredUser, correlationId: string): Promise<void>;
  locked(
    user: StoredUser,
    lock: { failures: number; lockedUntil: string },
    correlationId: string,
  ): Promise<void>;
}

export function createAnnouncements({
  users,
  recipients,
  publisher,
  clock,
}: {
  users: Pick<UserStore, 'markAnnounced'>;
  recipients: Pick<RecipientStore, 'add'>;
  publisher: EventPublisher;
  clock: () => Date;
}): Announcements {
  return {
    async registered(user, correlationId) {
      await recipients.add('daily-summary', user.id);
      await publisher.publish(
        makeEvent({
          type: 'user.registered.v1',
          id: `user-registered#${user.id}`,
          source: 'chat-api',
          subject: user.id,
          time: new Date(user.createdAt),
          correlationId,
          data: { userId: user.id, email: user.email, name: user.name },
        }),
      );
      await users.markAnnounced(user.id, clock());
    },

    async locked(user, { failures, lockedUntil }, correlationId) {
      await publisher.publish(
        makeEvent({
          type: 'security.account-locked.v1',
          id: `account-locked#${user.id}#${lockedUntil}`,
          source: 'chat-api',
          subject: user.id,
          time: clock(),
          correlationId,
          data: { userId: user.id, email: user.email, failedAttempts: failures, lockedUntil },
        }),
      );
    },
  };
}
