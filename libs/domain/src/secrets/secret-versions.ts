/** Where a version of a secret stands. Each stage is at one version at most; a version may be at several. */
export type SecretStage = 'AWSCURRENT' | 'AWSPENDING' | 'AWSPREVIOUS';

/** The versions of secrets, as Secrets Manager keeps them. A secret is named by its reference, a version by its id. */
export interface SecretVersions {
  /** The text of the version at a stage, or of the one with an id; undefined when there is none or it holds no text. */
  read(secret: string, which: { stage: SecretStage } | { version: string }): Promise<string | undefined>;
  /**
   * Puts a text as a version that is pending. A version that holds a text keeps it. The very first version of a secret
   * is current at once.
   */
  propose(secret: string, version: string, text: string): Promise<void>;
  /**
   * Makes a version the current one and no longer pending; the one that was is the previous one then. Does nothing when
   * it is so already.
   */
  makeCurrent(secret: string, version: string): Promise<void>;
}
