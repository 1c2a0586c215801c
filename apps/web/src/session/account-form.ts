import { loginRequest, registerRequest } from '@marketscope/contracts';
import { z } from 'zod';

/** What the form holds, as typed. */
export interface AccountFields {
  name: string;
  email: string;
  password: string;
}
export type AccountErrors = Partial<Record<keyof AccountFields, string>>;

const messages: Record<keyof AccountFields, string> = {
  name: 'What should we call you?',
  email: 'Enter an e-mail address, such as ada@example.com',
  password: 'Enter your password',
};

/** What the contract would refuse, by field, in words; empty when it can be sent. */
export function accountErrors(mode: 'sign-in' | 'register', fields: AccountFields): AccountErrors {
  const parsed = (mode === 'register' ? registerRequest : loginRequest).safeParse(fields);
  if (parsed.success) return {};
  const { properties } = z.treeifyError<Partial<AccountFields>>(parsed.error);
  const errors: AccountErrors = {};
  for (const field of ['name', 'email', 'password'] as const) {
    if (properties?.[field] === undefined) continue;
    errors[field] =
      field === 'password' && mode === 'register' ? 'Use at least 10 characters' : messages[field];
  }
  return errors;
}
