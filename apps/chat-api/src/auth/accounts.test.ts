import { expect, it } from 'vitest';
import { appOnFakes, minutes, password, problemIn } from '../testing/app-on-fakes.ts';

const ada = { email: 'ada@example.com', password, name: 'Ada' };

it('registers, and knows who one is', async () => {
  const { register } = await appOnFakes();
  const person = await register('ada');
  expect(person.session.expiresIn).toBe(900);
  const response = await person.request('GET', '/api/me');
  expect(response.json()).toEqual(person.session.user);
  expect(response.json()).toMatchObject({ email: 'ada@example.com', name: 'ada' });
  expect(response.body).not.toContain('argon2');
});

it('tells of a new account once, and puts it on the list for daily summaries', async () => {
  const { register, publisher, recipients, signIn } = await appOnFakes();
  const { session } = await register();
  await signIn();
  expect(publisher.ofType('user.registered.v1')).toEqual([
    expect.objectContaining({
      id: `user-registered#${session.user.id}`,
      data: { userId: session.user.id, email: 'ada@example.com', name: 'ada' },
    }),
  ]);
  const pages = [];
  for await (const page of recipients.pages('daily-summary')) pages.push(page);
  expect(pages).toEqual([[session.user.id]]);
});

it('passes the request’s correlation id on to the events that it leads to', async () => {
  const { app, publisher } = await appOnFakes();
  await app.inject({
    method: 'POST',
    url: '/api/auth/register',
    headers: { 'x-correlation-id': 'from-the-page' },
    body: ada,
  });
  expect(publisher.published.map(({ correlationid }) => correlationid)).toEqual(['from-the-page']);
});

it('gives an address to one account, however it is spelled', async () => {
  const { register, post } = await appOnFakes();
  await register('ada');
  const response = await post('/api/auth/register', { ...ada, email: ' ADA@Example.com ' });
  expect(response.statusCode).toBe(409);
  expect(problemIn(response).code).toBe('email-taken');
});

it('stores passwords as argon2id digests with OWASP’s parameters', async () => {
  const { register, ports } = await appOnFakes();
  await register();
  const { passwordHash } = (await ports.users.getByEmail('ada@example.com')) ?? {};
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

it('asks for a second try when the account could not be announced, which the second try makes good', async () => {
  const { post, publisher } = await appOnFakes();
  publisher.failure = new Error('SNS is down');
  const failed = await post('/api/auth/register', ada);
  expect(failed.statusCode).toBe(503);
  expect(failed.headers['retry-after']).toBe('2');
  expect(problemIn(failed).code).toBe('registration-unfinished');
  expect(failed.body).not.toContain('SNS');

  publisher.failure = undefined;
  expect((await post('/api/auth/register', ada)).statusCode).toBe(201);
  expect(publisher.ofType('user.registered.v1')).toHaveLength(1);
});

it('lets nobody else finish a registration', async () => {
  const { post, publisher } = await appOnFakes();
  publisher.failure = new Error('SNS is down');
  await post('/api/auth/register', ada);
  publisher.failure = undefined;
  const response = await post('/api/auth/register', { ...ada, password: 'a guess of eve’s' });
  expect(problemIn(response).code).toBe('email-taken');
});

it('announces at the next sign-in what registering could not, and lets in while it still can’t', async () => {
  const { post, publisher, signIn } = await appOnFakes();
  publisher.failure = new Error('SNS is down');
  await post('/api/auth/register', ada);
  expect((await signIn()).statusCode).toBe(200);
  publisher.failure = undefined;
  await signIn();
  await signIn();
  expect(publisher.ofType('user.registered.v1')).toHaveLength(1);
});

it('refuses a wrong password and an unknown address with the same answer, after the same work', async () => {
  const { register, signIn } = await appOnFakes();
  await register('ada');
  const [wrong, unknown] = [await signIn('ada', 'not the password'), await signIn('nobody')];
  expect(wrong.statusCode).toBe(401);
  expect(problemIn(unknown)).toEqual(problemIn(wrong));
});

it('locks after five failures for 15 minutes, then for 30, whether there is an account or not', async () => {
  for (const name of ['ada', 'nobody']) {
    const { register, signIn, pass } = await appOnFakes();
    await register('ada');
    for (const lock of [15, 30]) {
      for (let failure = 1; failure <= 5; failure++)
        expect((await signIn(name, 'not the password')).statusCode).toBe(401);
      const locked = await signIn(name);
      expect(locked.statusCode).toBe(423);
      expect(problemIn(locked).code).toBe('account-locked');
      expect(locked.headers['retry-after']).toBe(String(lock * 60));
      pass(minutes(lock));
    }
    expect((await signIn(name)).statusCode).toBe(name === 'ada' ? 200 : 401);
  }
});

it('forgets failures after a success', async () => {
  const { register, signIn } = await appOnFakes();
  await register();
  for (let round = 0; round < 3; round++) {
    for (let failure = 1; failure <= 4; failure++) await signIn('ada', 'not the password');
    expect((await signIn()).statusCode).toBe(200);
  }
});

it('looks at no more than five passwords, however many are tried at the same time', async () => {
  const { register, signIn } = await appOnFakes();
  await register();
  const tries = await Promise.all(Array.from({ length: 30 }, () => signIn('ada', 'not the password')));
  const statuses = tries.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 423)).toHaveLength(25);
});

it('tells an account’s owner of each lock, once, and nobody of a lock without an account', async () => {
  const { register, signIn, publisher } = await appOnFakes();
  const { session } = await register('ada');
  for (const name of ['ada', 'nobody'])
    for (let attempt = 1; attempt <= 8; attempt++) await signIn(name, 'not the password');
  expect(publisher.ofType('security.account-locked.v1')).toEqual([
    expect.objectContaining({
      id: `account-locked#${session.user.id}#2026-11-20T17:15:00.000Z`,
      data: {
        userId: session.user.id,
        email: 'ada@example.com',
        failedAttempts: 5,
        lockedUntil: '2026-11-20T17:15:00.000Z',
      },
    }),
  ]);
});

it('tells of a lock at the next attempt when it could not at once, and answers no differently', async () => {
  const { register, signIn, publisher } = await appOnFakes();
  await register();
  publisher.failure = new Error('SNS is down');
  for (let failure = 1; failure <= 5; failure++)
    expect((await signIn('ada', 'not the password')).statusCode).toBe(401);
  expect((await signIn()).statusCode).toBe(423);
  publisher.failure = undefined;
  expect((await signIn()).statusCode).toBe(423);
  await signIn();
  expect(publisher.ofType('security.account-locked.v1')).toHaveLength(1);
});
