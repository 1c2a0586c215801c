import { useState, type FormEvent } from 'react';
import { usePageTitle } from '../app/page-title.ts';
import { useServices } from '../app/services-context.ts';
import { Button } from '../design/button.tsx';
import { ErrorNotice } from '../design/error-notice.tsx';
import { Field } from '../design/field.tsx';
import { BrandMark } from '../design/icons.tsx';
import { MarketBanner } from '../market/market-banner.tsx';
import { accountErrors, type AccountErrors, type AccountFields } from './account-form.ts';
import './sign-in.css';

type Mode = 'sign-in' | 'register';

const words = {
  'sign-in': {
    title: 'Sign in',
    action: 'Sign in',
    busy: 'Signing in…',
    other: 'New here?',
    turn: 'Create an account',
  },
  register: {
    title: 'Create an account',
    action: 'Create account',
    busy: 'Creating your account…',
    other: 'Have an account?',
    turn: 'Sign in',
  },
} as const;

/** The way in: signing in, or making an account. */
export function SignInPage({ expired }: { expired: boolean }) {
  const [mode, setMode] = useState<Mode>('sign-in');
  const text = words[mode];
  usePageTitle(text.title);
  return (
    <div className="way-in">
      <MarketBanner />
      <main className="sign-in">
        <div className="sign-in__panel">
          <header className="sign-in__brand">
            <BrandMark size={40} />
            <div>
              <div className="sign-in__name">MarketScope</div>
              <p className="sign-in__lead">Ask about the market. See where every figure comes from.</p>
            </div>
          </header>
          {expired && mode === 'sign-in' && (
            <p className="notice" role="status">
              Your session has ended. Sign in to go on where you were.
            </p>
          )}
          {/* A form a mode: what was wrong with the one says nothing of the other. */}
          <AccountForm key={mode} mode={mode} />
          <p className="sign-in__turn">
            {text.other}{' '}
            <button
              type="button"
              className="sign-in__link"
              onClick={() => setMode(mode === 'sign-in' ? 'register' : 'sign-in')}
            >
              {text.turn}
            </button>
          </p>
        </div>
      </main>
    </div>
  );
}

function AccountForm({ mode }: { mode: Mode }) {
  const { session } = useServices();
  const [fields, setFields] = useState<AccountFields>({ name: '', email: '', password: '' });
  const [errors, setErrors] = useState<AccountErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const text = words[mode];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const found = accountErrors(mode, fields);
    setErrors(found);
    setFailure(undefined);
    const [firstWrong] = Object.keys(found);
    if (firstWrong !== undefined) {
      form.querySelector<HTMLInputElement>(`[name="${firstWrong}"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await (mode === 'register' ? session.register(fields) : session.signIn(fields));
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  }

  const field = (name: keyof AccountFields) => ({
    name,
    value: fields[name],
    error: errors[name],
    onChange: ({ target }: { target: HTMLInputElement }) => {
      setFields({ ...fields, [name]: target.value });
      setErrors({ ...errors, [name]: undefined });
    },
  });

  return (
    <form
      className="sign-in__form"
      noValidate
      aria-label={text.title}
      onSubmit={(event) => void submit(event)}
    >
      <h1 className="sign-in__title">{text.title}</h1>
      {mode === 'register' && <Field label="Name" autoComplete="name" {...field('name')} />}
      <Field label="E-mail" type="email" autoComplete="username" inputMode="email" {...field('email')} />
      <Field
        label="Password"
        type="password"
        autoComplete={mode === 'register' ? 'new-password' : 'current-password'}
        hint={mode === 'register' ? 'At least 10 characters; a few words are easy to remember.' : undefined}
        {...field('password')}
      />
      {failure !== undefined && <ErrorNotice error={failure} />}
      <Button look="primary" wide type="submit" busy={busy}>
        {busy ? text.busy : text.action}
      </Button>
    </form>
  );
}
