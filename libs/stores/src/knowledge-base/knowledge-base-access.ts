import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { KnowledgeBaseAccess } from '@marketscope/domain';

/** Signs requests of the bucket `knowledge-base` as somebody. */
export interface ObjectSigners {
  /** As the service itself. */
  own: S3Client;
  /** With credentials that reach one person's prefix alone; as the service where no role for that is configured. */
  of(userId: string): Promise<S3Client>;
}

/**
 * Access for people to single files. An upload's signature holds its key, its size and its type: S3 takes nothing else with
 * it, and nobody can make another upload of it.
 */
export function createKnowledgeBaseAccess({
  signers,
  bucket,
}: {
  signers: ObjectSigners;
  bucket: string;
}): KnowledgeBaseAccess {
  return {
    async signUpload({ key, size, contentType }, { seconds, onBehalfOf }) {
      const url = await getSignedUrl(
        onBehalfOf === null ? signers.own : await signers.of(onBehalfOf),
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentLength: size, ContentType: contentType }),
        // What isn't signed isn't bound: of a type, the presigner says so itself only when it is told to.
        { expiresIn: seconds, signableHeaders: new Set(['host', 'content-length', 'content-type']) },
      );
      return { method: 'PUT', url, headers: { 'content-type': contentType } };
    },

    link: (key, { seconds, fileName, contentType }) =>
      getSignedUrl(
        signers.own,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          // Never shown as a page of the bucket's: an HTML file could hold a script.
          ResponseContentDisposition: `attachment; filename*=UTF-8''${encoded(fileName)}`,
          ResponseContentType: contentType,
        }),
        { expiresIn: seconds },
      ),
  };
}

/** As RFC 5987 wants it. */
function encoded(fileName: string): string {
  return encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
