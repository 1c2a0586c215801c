/**
 * How often an expression of EventBridge Scheduler fires on a day that it fires on.
 * @throws TypeError for a form that no schedule of ours has
 */
export function runsPerDay(expression: string): number {
  const [, minutes, hours] = /^cron\((\S+) (\S+) \S+ \S+ \S+ \S+\)$/.exec(expression) ?? [];
  if (minutes === undefined || hours === undefined)
    throw new TypeError(`not a cron expression: ${expression}`);
  return valuesOf(minutes, 60) * valuesOf(hours, 24);
}

function valuesOf(field: string, size: number): number {
  return field
    .split(',')
    .map((part) => {
      const [range = '', step = '1'] = part.split('/');
      const [from = '', to] = range.split('-');
      const [first, last] =
        range === '*'
          ? [0, size - 1]
          : [Number(from), to === undefined ? (part.includes('/') ? size - 1 : Number(from)) : Number(to)];
      const count = Math.floor((last - first) / Number(step)) + 1;
      if (!Number.isInteger(count) || count < 1) throw new TypeError(`not a cron field: ${field}`);
      return count;
    })
    .reduce((sum, count) => sum + count, 0);
}
