import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Packages that reach AWS or another server: only the adapters among the libraries may import them. */
const drivers = ['@aws-sdk/*', '@aws-lambda-powertools/*', '@smithy/*', 'nodemailer', 'yahoo-finance2'];

const boundaries = [
  {
    sourceTag: 'type:contracts',
    onlyDependOnLibsWithTags: ['type:contracts'],

    allowedExternalImports: ['zod'],
  },
  {
    sourceTag: 'type:domain',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'],
    allowedExternalImports: ['zod'],
  },
  {
    sourceTag: 'type:assistant',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'],
    bannedExternalImports: drivers,
  },
  { sourceTag: 'type:adapter', onlyDependOnLibsWithTags: ['type:adapter', 'type:domain', 'type:contracts'] },
  { sourceTag: 'type:testing', onlyDependOnLibsWithTags: ['type:adapter', 'type:domain', 'type:contracts'] },
  {
    sourceTag: 'type:service',
    onlyDependOnLibsWithTags: ['type:adapter', 'type:assistant', 'type:domain', 'type:contracts'],
    bannedExternalImports: drivers,
  },
  {
    sourceTag: 'type:web',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contracts'],
    bannedExternalImports: drivers,
  },
  {
    sourceTag: 'type:tool',
    onlyDependOnLibsWithTags: [
      'type:tool',
      'type:testing',
      'type:adapter',
      'type:assistant',
      'type:domain',
      'type:contracts',
    ],
  },
  { sourceTag: 'scope:shared', onlyDependOnLibsWithTags: ['scope:shared'] },
  ...['chat-api', 'stock-updater', 'notification-worker', 'rag-indexer', 'secret-rotator', 'web'].map(
    (app) => ({
      sourceTag: `scope:${app}`,
      onlyDependOnLibsWithTags: ['scope:shared', `scope:${app}`],
    }),
  ),
];

/** In tests, everything may also use the fakes, suites and emulators of libs/testing. */
const boundariesOfTests = boundaries.map(
  ({ allowedExternalImports: _, bannedExternalImports: __, ...rule }) =>
    rule.sourceTag.startsWith('type:')
      ? { ...rule, onlyDependOnLibsWithTags: [...rule.onlyDependOnLibsWithTags, 'type:testing'] }
      : rule,
);

const moduleBoundaries = (depConstraints, allow = []) => [
  'error',
  { enforceBuildableLibDependency: false, allowCircularSelfDependency: true, allow, depConstraints },
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/.nx/**', '**/.data/**'] },
  ...tseslint.configs.strict,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': moduleBoundaries(boundaries),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    files: ['apps/web/**/*.tsx'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/src/testing/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': moduleBoundaries(boundariesOfTests) },
  },
  { files: ['tools/**'], rules: { 'no-console': 'off' } },
  {
    // A bench runs a service on ports of its own, to measure it alone, and bundles as a deployment does.
    files: ['tools/bench/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': moduleBoundaries(boundaries, [
        '../../../../apps/**',
        '../../../deploy/**',
      ]),
    },
  },
  prettier,
);
