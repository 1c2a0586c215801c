import { styleText } from 'node:util';

/** Text of less weight, where the terminal shows that. */
export const dim = (text: string): string => styleText('dim', text, { stream: process.stdout });
/** Text that tells of a failure. */
export const alarming = (text: string): string => styleText('red', text, { stream: process.stdout });
