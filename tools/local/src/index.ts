export { FunctionError } from './functions/function-error.ts';
export type { ReceivedMail } from './mail/mail-store.ts';
export type { Reporter } from './reporter.ts';
export { demoAccount } from './stack/demo-account.ts';
export { findRunningStack, type RunningStack } from './stack/running-file.ts';
export { startStack, type Stack, type StackOptions, type Step } from './stack/start-stack.ts';
