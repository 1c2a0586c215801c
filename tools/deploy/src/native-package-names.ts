/**
 * Packages with native code, which no bundle can hold: they travel beside it, in the service's zip, or in a layer where
 * the topology says so.
 */
export const nativePackageNames: readonly string[] = ['@lancedb/lancedb', '@node-rs/argon2'];
