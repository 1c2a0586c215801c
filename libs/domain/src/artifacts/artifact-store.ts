/** Files that the system makes for people, or keeps for itself: screens, reports, the universe's list. */
export interface ArtifactStore {
  /** Writes a file, in place of the one with this key. */
  put(key: string, file: { body: string; contentType: string }): Promise<void>;
  /** The text of a file; undefined when there is none. */
  text(key: string): Promise<string | undefined>;
  exists(key: string): Promise<boolean>;
  /** An address where anyone can fetch the file for some seconds, to be saved under a name. */
  link(key: string, options: { seconds: number; fileName: string }): Promise<string>;
}
