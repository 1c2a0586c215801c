import { ApiError } from './api-error.ts';

/**
 * What the API said was wrong, by the form's fields. Undefined when that isn't all of it: then the whole message has to be
 * shown.
 * @param fields the form's field of each path that the API may name
 */
export function fieldErrors<Field extends string>(
  error: unknown,
  fields: Readonly<Partial<Record<string, Field>>>,
): Partial<Record<Field, string>> | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { code, detail, errors = [] } = error.problem;
  const symbolField = fields['symbol'];
  if (code === 'unknown-symbol' && symbolField !== undefined)
    return asErrors([[symbolField, detail ?? 'Nobody knows this symbol']]);
  const told = errors.flatMap(({ path, message }) => {
    const field = fields[path];
    return field === undefined ? [] : [[field, message] as const];
  });
  return told.length > 0 && told.length === errors.length ? asErrors(told) : undefined;
}

function asErrors<Field extends string>(
  entries: readonly (readonly [Field, string])[],
): Partial<Record<Field, string>> {
  const errors: Partial<Record<Field, string>> = {};
  for (const [field, message] of entries) errors[field] ??= message;
  return errors;
}
