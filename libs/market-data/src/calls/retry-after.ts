/**
 * How long an answer asks not to be asked again, in milliseconds: by `Retry-After` (RFC 9110 §10.2.3: seconds, or a date), or
 * by `X-RateLimit-Reset` (seconds since 1970), which some APIs send in its place. Undefined where it says neither.
 */
export function retryAfterMs(headers: Headers, now: Date = new Date()): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) {
    const ms = /^\d+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now.getTime();
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const reset = headers.get('x-ratelimit-reset');
  if (reset === null || !/^\d+$/.test(reset)) return undefined;
  return Math.max(0, Number(reset) * 1000 - now.getTime());
}
