import type { S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, type STSClient } from '@aws-sdk/client-sts';
import type { ObjectSigners } from './knowledge-base-access.ts';

/** Seconds that a session of the upload role lasts: the most for a role that another role takes. */
const SESSION_SECONDS = 3600;
/** A signature ends with its session: one with less than this left is not used again. */
const LEAST_LEFT_MS = 1_200_000;
/** People whose sessions are kept. */
const MAX_SESSIONS = 1000;

/** The keys of a session. */
type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken: string };

interface Session {
  signer: S3Client;
  endsAt: number;
}

/**
 * Signers of which those of people have taken a role for that one person: the session's tag `userId` stands in the role's
 * policy as the only prefix that it reaches.
 * @param makeSigner a client with the given keys, or with the service's own
 */
export function createObjectSigners({
  makeSigner,
  role,
  clock = () => new Date(),
}: {
  makeSigner: (credentials?: Keys) => S3Client;
  /** Undefined where there is none, and the service signs all by itself. */
  role: { arn: string; sts: STSClient } | undefined;
  clock?: () => Date;
}): ObjectSigners {
  const own = makeSigner();
  if (!role) return { own, of: async () => own };
  const sessions = new Map<string, Session>();

  async function open(userId: string, { arn, sts }: { arn: string; sts: STSClient }): Promise<Session> {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: arn,
        RoleSessionName: userId,
        DurationSeconds: SESSION_SECONDS,
        Tags: [{ Key: 'userId', Value: userId }],
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
      throw new TypeError(`STS answered no credentials for ${arn}`);
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    return {
      signer: makeSigner(credentials),
      endsAt: Expiration?.getTime() ?? clock().getTime() + SESSION_SECONDS * 1000,
    };
  }

  return {
    own,
    async of(userId) {
      const known = sessions.get(userId);
      if (known && known.endsAt - clock().getTime() > LEAST_LEFT_MS) return known.signer;
      const opened = await open(userId, role);
      sessions.delete(userId);
      sessions.set(userId, opened);
      const [oldest] = sessions.keys();
      if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      return opened.signer;
    },
  };
}
