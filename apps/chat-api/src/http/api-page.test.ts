import { expect, it } from 'vitest';
import { apiPage } from './api-page.ts';

const describing = (operation: object) => ({
  info: { title: 'Shop', version: '1', description: 'Sells & buys.' },
  paths: { '/things/{id}': { get: { responses: {}, ...operation } } },
});

it('shows each operation with what it takes and answers, in the notation of types', () => {
  const { html } = apiPage(
    describing({
      summary: 'One thing',
      tags: ['things'],
      security: [{ bearer: [] }],
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        200: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['name', 'sizes'],
                properties: {
                  name: { type: ['string', 'null'] },
                  sizes: { type: 'array', items: { enum: ['S', 'L'] } },
                  made: { type: 'string', format: 'date-time' },
                  owner: {
                    anyOf: [{ type: 'object', additionalProperties: { type: 'number' } }, { const: 7 }],
                  },
                },
              },
            },
          },
        },
        204: {},
      },
    }),
  );
  expect(html).toContain('<code>GET /things/{id}</code> One thing <small>(signed in)</small>');
  expect(html).toContain('<h3>id (path)</h3><pre>string</pre>');
  expect(html).toContain(`<h3>200 OK (application/json)</h3><pre>{
  name: string | null;
  sizes: Array&lt;&quot;S&quot; | &quot;L&quot;&gt;;
  made?: string /* date-time */;
  owner?: {
    [name: string]: number;
  } | 7;
}</pre>`);
  expect(html).toContain('<h3>204 No Content (nothing)</h3>');
});

it('lets no description break out of its place', () => {
  const { html, contentSecurityPolicy } = apiPage(describing({ summary: '<script>alert(1)</script>' }));
  expect(html).toContain('Sells &amp; buys.');
  expect(html).not.toContain('<script');
  expect(contentSecurityPolicy).not.toContain('unsafe-inline');
});
