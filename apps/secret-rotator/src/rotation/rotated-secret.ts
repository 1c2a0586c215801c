import type { GeneratedSecret } from '@marketscope/runtime';

/**
 * Another system that must be told a new value before it is used, a database for instance. Each of its methods may be
 * repeated with the same values.
 */
export interface SecretHolder {
  /** Has the other system take the pending value. The current one still works when this fails. */
  adopt(values: { pending: string; current: string | undefined }): Promise<void>;
  /** @throws when the other system refuses the pending value */
  tryOut(pending: string): Promise<void>;
}

/** A secret that this service rotates: how its values are made, and who else must know them. */
export interface RotatedSecret {
  name: string;
  generated: GeneratedSecret;
  /** None for what our own services read: they honour the version before until they have read the new one. */
  holder?: SecretHolder;
}
