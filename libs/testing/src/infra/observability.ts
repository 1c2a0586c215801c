import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** What CloudWatch measures from the lines of a log group. */
export interface MetricFilter {
  group: string;
  metric: string;
  pattern: string;
}

/** A query that operators find saved in Logs Insights. */
export interface SavedQuery {
  groups: string[];
  query: string;
}

const file = path.resolve(import.meta.dirname, '../../../../infra/modules/observability/main.tf');

/** The metric filters that Terraform makes, by their names, so that a test can hold them to lines that were really written. */
export async function readMetricFilters(): Promise<Record<string, MetricFilter>> {
  const entries = (await readFile(file, 'utf8')).matchAll(
    /"([\w-]+)" = \{\s*group = "([^"]+)", metric = "([^"]+)", pattern = "((?:[^"\\]|\\.)*)"/g,
  );
  return Object.fromEntries(
    [...entries].map(([, name = '', group = '', metric = '', pattern = '']) => [
      name,
      { group, metric, pattern: pattern.replaceAll('\\"', '"') },
    ]),
  );
}

/** The saved queries that Terraform makes, by their names. */
export async function readSavedQueries(): Promise<Record<string, SavedQuery>> {
  const entries = (await readFile(file, 'utf8')).matchAll(
    /"([^"]+)" = \{\s*groups = \[([^\]]*)\]\s*query\s+= <<-E\n([\s\S]*?)\n\s*E\n/g,
  );
  return Object.fromEntries(
    [...entries].map(([, name = '', groups = '', query = '']) => [
      name,
      { groups: [...groups.matchAll(/"([^"]+)"/g)].map(([, group = '']) => group), query },
    ]),
  );
}

/** The value of a field, `err.message` being one within another. */
function valueAt(line: object, field: string): unknown {
  return field
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      line,
    );
}

const compare: Record<string, (value: unknown, wanted: string | number) => boolean> = {
  '=': (value, wanted) =>
    typeof wanted === 'number'
      ? Number(value) === wanted
      : typeof value === 'string' && isLike(value, wanted),
  '>=': (value, wanted) => Number(value) >= Number(wanted),
  '>': (value, wanted) => Number(value) > Number(wanted),
};

/** Whether a text is as a pattern says, in which `*` is any text. */
function isLike(text: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  if (others.length === 0) return text === first;
  const last = others.at(-1) ?? '';
  return others.length === 1 && text.startsWith(first) && text.endsWith(last);
}

function meets(line: object, field: string, operator: string, literal: string): boolean {
  if (literal === '*') return valueAt(line, field) !== undefined;
  const test = compare[operator];
  if (!test) throw new TypeError(`the operator ${operator} is not known here`);
  return test(valueAt(line, field), literal.startsWith('"') ? literal.slice(1, -1) : Number(literal));
}

/**
 * Whether a filter pattern of CloudWatch Logs lets a line of JSON through. It knows what our patterns use: comparisons of fields,
 * `*` within text, and `&&`. A number given as text counts as that number, which is the stricter reading.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 * @throws TypeError for a pattern that has anything else
 */
export function matchesPattern(pattern: string, line: object): boolean {
  const [, inner = ''] = /^\{\s*(.*?)\s*\}$/.exec(pattern) ?? [];
  return inner.split(/\s*&&\s*/).every((term) => {
    const [, field, operator, literal] = /^\$\.([\w.]+) (=|>=) (\*|"[^"]*"|\d+)$/.exec(term) ?? [];
    if (field === undefined || operator === undefined || literal === undefined)
      throw new TypeError(`the pattern ${term} is not known here`);
    return meets(line, field, operator, literal);
  });
}

/**
 * Whether the filters of a saved query let a line of JSON through; what a line can't tell, its time, passes.
 * @throws TypeError for a condition that our queries do not use
 */
export function matchesQuery(query: string, line: object): boolean {
  const filters = query.split('\n').flatMap((step) => {
    const [, condition] = /^\s*\|?\s*filter (.*)$/.exec(step) ?? [];
    return condition === undefined ? [] : condition.split(' and ');
  });
  return filters.every((term) => {
    if (term.includes('@timestamp')) return true;
    const [, present] = /^ispresent\(([\w.]+)\)$/.exec(term) ?? [];
    if (present !== undefined) return valueAt(line, present) !== undefined;
    const [, listed = '', values] = /^([\w.]+) in \[([\d, ]+)\]$/.exec(term) ?? [];
    if (values !== undefined)
      return values.split(',').some((value) => meets(line, listed, '=', value.trim()));
    const [, field, operator, literal] = /^([\w.]+) (=|>) ("[^"]*"|\d+)$/.exec(term) ?? [];
    if (field === undefined || operator === undefined || literal === undefined)
      throw new TypeError(`the condition ${term} is not known here`);
    return meets(line, field, operator, literal);
  });
}

const words = new Set(
  'and as asc avg by count desc earliest fields filter in ispresent latest limit max now pct sort stats toMillis'.split(
    ' ',
  ),
);

/** The fields of a line that a query reads and the line lacks: what would be an empty column. */
export function missingFields(query: string, line: object): string[] {
  const names = new Set(query.match(/\bas \w+/g)?.map((name) => name.slice(3)));
  const unquoted = query.replaceAll(/"[^"]*"/g, '');
  const fields = new Set(unquoted.match(/(?<![@\w.])[a-zA-Z][\w.]*/g));
  return [...fields].filter(
    (field) => !words.has(field) && !names.has(field) && valueAt(line, field) === undefined,
  );
}
