import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { expect, it } from 'vitest';
import { explained } from './explained.ts';
import { OperatorError } from './operator-error.ts';

it.each([
  ['Region is missing', 'Error', /Set AWS_REGION/],
  ['The token is expired', 'ExpiredTokenException', /sign in \(aws sso login\)/],
  ['User is not authorized', 'AccessDeniedException', /take the role/],
  ['Rate exceeded', 'ThrottlingException', /again in a minute/],
])('says what to do when AWS says “%s”', (message, name, advice) => {
  const told = explained(Object.assign(new Error(message), { name }));
  expect(told).toContain(message);
  expect(told).toMatch(advice);
});

it('tells that nothing answers', async () => {
  const nobody = new LambdaClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const failure: unknown = await nobody
    .send(new GetFunctionConfigurationCommand({ FunctionName: 'f' }))
    .catch((error: unknown) => error);
  expect(explained(failure)).toContain('check the network');
});

it('says no more than an operator’s error does, and where anything else came from', () => {
  expect(explained(new OperatorError('Give --env.'))).toBe('Give --env.');
  expect(explained(new TypeError('a fault'))).toContain('explained.test.ts');
  expect(explained('nothing')).toBe('nothing');
});
