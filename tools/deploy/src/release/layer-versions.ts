import {
  ListLayerVersionsCommand,
  PublishLayerVersionCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';
import { layerPrefix, type Artifact } from '../artifact/artifact.ts';
import type { Architecture } from '../artifact/native-packages.ts';
import type { ArtifactStore } from './artifact-store.ts';

/** A layer to be there, with how it is called in the account. */
export interface WantedLayer {
  name: string;
  physicalName: string;
  architecture: Architecture;
  artifact: Artifact;
}

/**
 * Answers the ARN of a layer's version that holds just this zip, which its description names by its digest; makes one
 * when there is none.
 */
export async function ensureLayerVersion(
  { lambda, artifacts }: { lambda: LambdaClient; artifacts: ArtifactStore },
  { name, physicalName, architecture, artifact }: WantedLayer,
): Promise<string> {
  const description = `sha256:${artifact.digest}`;
  for (let Marker: string | undefined; ;) {
    const { LayerVersions = [], NextMarker } = await lambda.send(
      new ListLayerVersionsCommand({ LayerName: physicalName, Marker }),
    );
    const found = LayerVersions.find(({ Description }) => Description === description)?.LayerVersionArn;
    if (found !== undefined) return found;
    if (NextMarker === undefined) break;
    Marker = NextMarker;
  }
  const releaseName = `${layerPrefix}${name}`;
  await artifacts.put(releaseName, artifact);
  const { bucket, key } = artifacts.address(releaseName, artifact.digest);
  const { LayerVersionArn } = await lambda.send(
    new PublishLayerVersionCommand({
      LayerName: physicalName,
      Description: description,
      Content: { S3Bucket: bucket, S3Key: key },
      CompatibleArchitectures: [architecture],
      CompatibleRuntimes: ['nodejs22.x'],
    }),
  );
  if (LayerVersionArn === undefined) throw new TypeError('Lambda answered no ARN of the layer');
  return LayerVersionArn;
}
