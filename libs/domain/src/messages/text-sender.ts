/** Where short texts leave us, to whoever reads there. */
export interface TextSender {
  /**
   * Sends a text; returns when the other side has accepted it.
   * @throws SendingError
   */
  send(text: string, options: { signal: AbortSignal }): Promise<void>;
}
