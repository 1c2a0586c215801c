import type { ArtifactStore } from '@marketscope/domain';

/** Files in memory, with what was put under each key. */
export function createFakeArtifactStore(): ArtifactStore & {
  readonly files: Map<string, { body: string; contentType: string }>;
} {
  const files = new Map<string, { body: string; contentType: string }>();
  return {
    files,
    async put(key, file) {
      files.set(key, file);
    },
    async text(key) {
      return files.get(key)?.body;
    },
    async exists(key) {
      return files.has(key);
    },
    async link(key, { seconds, fileName }) {
      return `https://artifacts.example/${key}?expires=${seconds}&name=${encodeURIComponent(fileName)}`;
    },
  };
}
