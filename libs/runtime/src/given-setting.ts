import { z } from 'zod';

/** A setting that may be left out, or be empty, which is the same. */
export function givenSetting<Setting extends z.ZodType<unknown, string>>(setting: Setting) {
  return z.preprocess((value) => (value === '' ? undefined : value), setting.optional());
}
