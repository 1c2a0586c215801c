import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

/** A JSON schema as far as the page shows it. */
interface Schema {
  type?: string | string[] | undefined;
  format?: string | undefined;
  const?: unknown;
  enum?: unknown[] | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
}

const schema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), schema).optional(),
    required: z.array(z.string()).optional(),
    items: schema.optional(),
    anyOf: z.array(schema).optional(),
    oneOf: z.array(schema).optional(),
    additionalProperties: z.union([z.boolean(), schema]).optional(),
  }),
);

const content = z.record(z.string(), z.object({ schema: schema.optional() }));

/** An OpenAPI description as far as the page shows it. */
const description = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().default(''),
        tags: z.array(z.string()).default(['other']),
        security: z.array(z.unknown()).default([]),
        parameters: z
          .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema }))
          .default([]),
        requestBody: z.object({ content }).optional(),
        responses: z.record(z.string(), z.object({ content: content.optional() })),
      }),
    ),
  ),
});
type Operation = z.output<typeof description>['paths'][string][string];

const style = `
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
summary { cursor: pointer; padding: .4rem 0; }
summary code { font-weight: 600; }
details { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
h3 { font-size: .9rem; margin: .8rem 0 .2rem; }
pre { overflow-x: auto; margin: 0 0 .8rem; padding: .6rem; border-radius: .4rem; font-size: .85rem;
  background: color-mix(in srgb, currentColor 7%, transparent); }
`;

/**
 * The page that shows an OpenAPI description to people. It is rendered here, without a script or anything fetched, so
 * that it works offline, weighs a few kilobytes, and needs nothing that a strict content security policy forbids.
 */
export function apiPage(openapi: unknown): { html: string; contentSecurityPolicy: string } {
  const { info, paths } = description.parse(openapi);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map(
    (tag) =>
      `<section><h2>${escaped(tag)}</h2>${operations
        .filter(({ operation }) => operation.tags.includes(tag))
        .map(({ path, method, operation }) => operationBlock(method, path, operation))
        .join('')}</section>`,
  );
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)} API</title>
<style>${style}</style>
<h1>${escaped(info.title)} API</h1>
<p>${escaped(info.description)} The same for programs: <a href="/openapi.json">openapi.json</a>.</p>
${sections.join('\n')}
</html>
`;
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    html,
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
  };
}

function operationBlock(method: string, path: string, operation: Operation): string {
  const { summary, security, parameters, requestBody, responses } = operation;
  const parts = [
    ...parameters.map((parameter) =>
      block(
        `${parameter.name} (${parameter.in}${parameter.required ? '' : ', optional'})`,
        notation(parameter.schema),
      ),
    ),
    ...Object.entries(requestBody?.content ?? {}).map(([type, body]) =>
      block(`Body (${type})`, notation(body.schema)),
    ),
    ...Object.entries(responses).flatMap(([status, response]) =>
      Object.entries(response.content ?? { nothing: {} }).map(([type, body]) =>
        block(`${status} ${STATUS_CODES[status] ?? ''} (${type})`, notation(body.schema)),
      ),
    ),
  ];
  return `<details><summary><code>${method} ${escaped(path)}</code> ${escaped(summary)}${
    security.length > 0 ? ' <small>(signed in)</small>' : ''
  }</summary>${parts.join('')}</details>`;
}

function block(heading: string, text: string): string {
  return `<h3>${escaped(heading)}</h3>${text === '' ? '' : `<pre>${escaped(text)}</pre>`}`;
}

/** A schema in the notation of TypeScript's types, which most readers know. */
function notation(shown: Schema | undefined, indent = ''): string {
  if (!shown) return '';
  if (shown.const !== undefined) return JSON.stringify(shown.const);
  if (shown.enum) return shown.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = shown.anyOf ?? shown.oneOf;
  if (choices) return choices.map((choice) => notation(choice, indent)).join(' | ');
  const types = [shown.type ?? 'unknown'].flat();
  return types.map((type) => notationOfType(type, shown, indent)).join(' | ');
}

function notationOfType(type: string, shown: Schema, indent: string): string {
  if (type === 'array') return `Array<${notation(shown.items, indent) || 'unknown'}>`;
  if (type !== 'object') return shown.format === undefined ? type : `${type} /* ${shown.format} */`;
  const inner = `${indent}  `;
  const properties = Object.entries(shown.properties ?? {}).map(
    ([name, property]) =>
      `${inner}${name}${shown.required?.includes(name) ? '' : '?'}: ${notation(property, inner)};`,
  );
  if (typeof shown.additionalProperties === 'object')
    properties.push(`${inner}[name: string]: ${notation(shown.additionalProperties, inner)};`);
  return properties.length === 0 ? '{}' : `{\n${properties.join('\n')}\n${indent}}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
