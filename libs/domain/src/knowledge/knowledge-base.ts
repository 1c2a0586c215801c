/** A version of a file in the knowledge base. */
export interface FileVersion {
  /** Different for each content: S3's version, or the digest of a bucket without versions. */
  version: string;
  /** In bytes. */
  size: number;
}

/** An upload that may be made: to one key, of one size and type. */
export interface SignedUpload {
  method: 'PUT';
  url: string;
  /** To be sent as they are. */
  headers: Record<string, string>;
}

/** The files of documents. */
export interface KnowledgeBase {
  /** The keys of all files, in the order of their bytes. */
  keys(): AsyncIterable<string>;
  /** The present version of a file; undefined when there is none. */
  head(key: string): Promise<FileVersion | undefined>;
  /**
   * The bytes of that very version; undefined when it is gone.
   * @throws Error when there are more bytes than the version has
   */
  read(key: string, file: FileVersion, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
}

/** What of the knowledge base people are given access to. */
export interface KnowledgeBaseAccess {
  /**
   * Signs the upload of one file.
   * @param onBehalfOf the person under whose prefix the key is, whose narrowed credentials sign; null for shared folders
   */
  signUpload(
    file: { key: string; size: number; contentType: string },
    options: { seconds: number; onBehalfOf: string | null },
  ): Promise<SignedUpload>;
  /** An address where anyone can read a file for some seconds. */
  link(key: string, options: { seconds: number; fileName: string; contentType: string }): Promise<string>;
}
