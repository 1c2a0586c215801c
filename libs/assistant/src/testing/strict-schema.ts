const scalars = new Set(['string', 'number', 'integer', 'boolean', 'null']);
const allowed = new Set([
  'type',
  'description',
  'enum',
  'const',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
]);

type Schema = Record<string, unknown>;

/**
 * What of a function's parameters OpenAI's strict mode would refuse, by place: it takes objects whose every property is
 * required and which allow no other, and a small set of keywords.
 */
export function strictSchemaFaults(schema: unknown, place = '$', isRoot = true): string[] {
  if (!isSchema(schema)) return [`${place} is no schema`];
  const faults = Object.keys(schema)
    .filter((key) => !allowed.has(key))
    .map((key) => `${place} has ${key}`);
  if (isRoot && schema['type'] !== 'object') faults.push(`${place} is no object`);
  if (Array.isArray(schema['anyOf']))
    return [
      ...faults,
      ...schema['anyOf'].flatMap((part, index) =>
        strictSchemaFaults(part, `${place}.anyOf[${index}]`, false),
      ),
    ];
  if (schema['type'] === 'array')
    return [...faults, ...strictSchemaFaults(schema['items'], `${place}[]`, false)];
  if (schema['type'] !== 'object')
    return scalars.has(String(schema['type'])) ? faults : [...faults, `${place} has no type`];
  const properties = isSchema(schema['properties']) ? schema['properties'] : {};
  if (schema['additionalProperties'] !== false) faults.push(`${place} allows other properties`);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [name, property] of Object.entries(properties)) {
    if (!required.includes(name)) faults.push(`${place}.${name} is not required`);
    faults.push(...strictSchemaFaults(property, `${place}.${name}`, false));
  }
  return faults;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
