/** The last value of each field that counts: minutes, hours, day of month, month, day of week, year. */
const LAST_VALUES = [59, 23, 31, 12, 7, 2199];
const DAY_OF_WEEK = 4;

/** Options under which croner reads a converted pattern as it is meant: Sunday is 1. */
export const CRONER_DIALECT = { mode: '7-part', alternativeWeekdays: true } as const;

/**
 * The croner pattern, to be read in its {@link CRONER_DIALECT}, of an EventBridge expression
 * `cron(minutes hours day-of-month month day-of-week year)`.
 * @throws TypeError for another form, or unless exactly one of the two day fields is `?`
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 */
export function cronerPattern(expression: string): string {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  if (fields.length !== LAST_VALUES.length)
    throw new TypeError(`${expression} is no EventBridge cron expression`);
  if (fields.filter((field) => field === '?').length !== 1 || (fields[2] !== '?' && fields[4] !== '?'))
    throw new TypeError(`${expression} needs a ? for either the day of month or the day of week`);
  return ['0', ...fields.map(convert)].join(' ');
}

/** croner reads `?` as the present and wants a range before a step; a last weekday is written `#L` there. */
function convert(field: string, position: number): string {
  return field
    .split(',')
    .map((part) => {
      if (part === '?') return '*';
      if (position === DAY_OF_WEEK && part === 'L') return '7';
      if (position === DAY_OF_WEEK && /^\w+L$/.test(part)) return `${part.slice(0, -1)}#L`;
      return part.replace(/^(\d+)\/(\d+)$/, `$1-${LAST_VALUES[position]}/$2`);
    })
    .join(',');
}
