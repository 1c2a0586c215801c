import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3ServiceException,
  type S3Client,
} from '@aws-sdk/client-s3';
import { OperatorError } from '@marketscope/operator';
import { artifactOf, type Artifact } from '../artifact/artifact.ts';

/** Where a release's zip is kept in a bucket. */
export interface ArtifactAddress {
  bucket: string;
  key: string;
}

/** The zips of an environment's releases, each under its digest, so that none is ever changed. */
export interface ArtifactStore {
  /** Keeps a zip; answers whether it was not there already. */
  put(name: string, artifact: Artifact): Promise<boolean>;
  has(name: string, digest: string): Promise<boolean>;
  /** @throws OperatorError when there is no such zip */
  get(name: string, digest: string): Promise<Artifact>;
  address(name: string, digest: string): ArtifactAddress;
}

/** S3 refuses a put for a key that has come to be, or is coming to be, since it was asked for. */
const ALREADY_THERE = 412;
const BEING_WRITTEN = 409;

/** Zips at `releases/<name>/<digest>.zip` in a bucket. */
export function createArtifactStore(s3: S3Client, bucket: string): ArtifactStore {
  const address = (name: string, digest: string): ArtifactAddress => ({
    bucket,
    key: `releases/${name}/${digest}.zip`,
  });
  const at = (name: string, digest: string) => {
    const { key } = address(name, digest);
    return { Bucket: bucket, Key: key };
  };
  return {
    address,
    async put(name, { digest, zip }) {
      try {
        await s3.send(
          new PutObjectCommand({
            ...at(name, digest),
            Body: zip,
            ContentType: 'application/zip',
            ChecksumSHA256: Buffer.from(digest, 'hex').toString('base64'),
            IfNoneMatch: '*',
          }),
        );
        return true;
      } catch (error) {
        const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
        if (status === ALREADY_THERE || status === BEING_WRITTEN) return false;
        throw error;
      }
    },
    async has(name, digest) {
      try {
        await s3.send(new HeadObjectCommand(at(name, digest)));
        return true;
      } catch (error) {
        if (error instanceof NotFound) return false;
        throw error;
      }
    },
    async get(name, digest) {
      try {
        const { Body } = await s3.send(new GetObjectCommand(at(name, digest)));
        return artifactOf((await Body?.transformToByteArray()) ?? new Uint8Array());
      } catch (error) {
        if (!(error instanceof NoSuchKey)) throw error;
        throw new OperatorError(`${bucket} has no release ${digest} of ${name}`, { cause: error });
      }
    },
  };
}
