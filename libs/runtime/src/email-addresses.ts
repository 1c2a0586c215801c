import { z } from 'zod';

/** A setting of e-mail addresses with commas between them, as a list; nobody unless given. */
export const emailAddresses = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((address) => address.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.email()));
