import type { ArtifactAddress } from './artifact-store.ts';
import type { Release } from './release-record.ts';

/** Where the alias `live` points. */
export interface LiveAlias extends Release {
  /** A newer release that gets a share of the invocations. */
  canary: (Release & { percent: number }) | undefined;
  /** What the alias's next change is bound to, so that two deployments can't overwrite one another. */
  revision: string | undefined;
}

/** The functions of an environment, by service. */
export interface ReleasedFunctions {
  /** Digest of the code that the next version would be made of. */
  latestDigest(service: string): Promise<string>;
  live(service: string): Promise<LiveAlias>;
  /** Whether the next version would be configured otherwise than the one that serves. */
  configurationDiffers(service: string): Promise<boolean>;
  /** Takes over code, and waits until it is taken over. What serves stays as it is. */
  putCode(service: string, artifact: ArtifactAddress & { digest: string }): Promise<void>;
  /** Has the next version run with these layers; does nothing when it does already. */
  putLayers(service: string, layerArns: readonly string[]): Promise<void>;
  /** Makes a version of that code and of the configuration as it is; answers the last one when nothing has changed. */
  publish(service: string, digest: string): Promise<string>;
  /**
   * Moves `live`.
   * @throws OperatorError when somebody else has moved it since that revision
   */
  pointLive(
    service: string,
    to: { version: string; canary?: { version: string; percent: number } },
    revision: string | undefined,
  ): Promise<void>;
}
