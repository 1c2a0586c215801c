/** A time as DynamoDB's TTL wants it: in whole seconds since 1970. */
export function epochSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/** Whether an item has ended. TTL removes it hours later, or never in an emulator, so every reader asks this. */
export function hasExpired(expiresAt: Date | number): boolean {
  return (expiresAt instanceof Date ? epochSeconds(expiresAt) : expiresAt) <= epochSeconds(new Date());
}
