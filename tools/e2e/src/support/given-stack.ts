import type { TestProject } from 'vitest/node';
import type { StackUnderTest } from './stack-under-test.ts';

/** Has the scenarios run against a stack that is there already: `E2E_STACK` tells of it, as JSON. */
export default function setup(project: TestProject): void {
  const given = process.env['E2E_STACK'];
  if (given === undefined) throw new Error('E2E_STACK names no stack: npm run e2e:cloud does');
  project.provide('stack', JSON.parse(given) as StackUnderTest);
}
