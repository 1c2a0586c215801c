import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** Keys of a session of a role. */
export interface RoleCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

/** How an SDK finds an emulator, and as whom. */
export interface CloudAccess {
  region: string;
  endpoint: string;
  credentials: RoleCredentials | { accessKeyId: string; secretAccessKey: string };
}

/**
 * Takes a role.
 * @param session name of the session, by which its calls are told apart
 * @param tags of the session
 */
export async function assumeRole(
  access: CloudAccess,
  { roleArn, session, tags = {} }: { roleArn: string; session: string; tags?: Record<string, string> },
): Promise<CloudAccess & { credentials: RoleCredentials }> {
  const client = new STSClient(access);
  try {
    const { Credentials } = await client.send(
      new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: session,
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined)
      throw new TypeError(`STS answered no credentials for ${roleArn}`);
    return {
      ...access,
      credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
    };
  } finally {
    client.destroy();
  }
}

/** The variables by which an SDK or a command of another process has that access. */
export function accessVariables({ region, endpoint, credentials }: CloudAccess): Record<string, string> {
  return {
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    ...('sessionToken' in credentials && { AWS_SESSION_TOKEN: credentials.sessionToken }),
  };
}
