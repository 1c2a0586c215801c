import { z } from 'zod';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * Keywords that every server of OpenAI's protocol understands, under its strict mode too. Whatever else a schema says is
 * checked when the call comes, and told in words then.
 */
const keywords = [
  'type',
  'description',
  'enum',
  'const',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
] as const;

/**
 * The JSON Schema of a tool's arguments as models are given it, within the limits of OpenAI's strict mode: no other property
 * than those named, and each of them required, so that one that may be left out may be null.
 */
export function modelSchema(input: z.ZodObject): Record<string, unknown> {
  return withinLimits(z.toJSONSchema(input, { io: 'input' }));
}

function withinLimits(schema: JsonSchema): Record<string, unknown> {
  const kept = Object.fromEntries(keywords.flatMap((key) => (key in schema ? [[key, schema[key]]] : [])));
  if (schema.items !== undefined && !Array.isArray(schema.items) && typeof schema.items === 'object')
    return { ...kept, items: withinLimits(schema.items) };
  if (schema.properties === undefined) return kept;
  const properties = Object.entries(schema.properties).map(([name, property]) => {
    const part = withinLimits(typeof property === 'object' ? property : {});
    return [name, schema.required?.includes(name) === true ? part : orNull(part)];
  });
  return {
    ...kept,
    properties: Object.fromEntries(properties) as Record<string, unknown>,
    required: Object.keys(schema.properties),
    additionalProperties: false,
  };
}

function orNull({ description, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return { ...(description !== undefined && { description }), anyOf: [schema, { type: 'null' }] };
}

/** A model's arguments without those that it says nothing of. */
export function withoutNulls(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));
}
