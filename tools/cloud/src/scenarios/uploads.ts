import {
  AbortMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { assumeRole, type CloudAccess } from '../deployment/role-session.ts';
import type { SystemOutput } from '../terraform/applied-environment.ts';

/** Who uploads. */
export const uploader = 'u-grace';

/** Uploads with credentials that a service took for one user, at once and in parts that are given up. */
export async function uploadAsOneUser(system: SystemOutput, service: CloudAccess): Promise<void> {
  const access = await assumeRole(service, {
    roleArn: system.upload_role_arn,
    session: uploader,
    tags: { userId: uploader },
  });
  const s3 = new S3Client({ ...access, forcePathStyle: true });
  const object = { Bucket: system.buckets['knowledge-base'] ?? '', Key: `users/${uploader}/note.md` };
  try {
    await s3.send(new PutObjectCommand({ ...object, Body: '# Note\n' }));
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(object));
    await s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
  } finally {
    s3.destroy();
  }
}
