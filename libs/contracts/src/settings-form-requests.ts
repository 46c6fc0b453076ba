import { z } from 'zod';

/** `PATCH /api/v1/settings/:kind/:id`: fields as the settings file has them; null takes one away. */
export const changeSettingsSchema = z.strictObject({
  /** Of the item as the form began with it; `new` for one that is not there yet. */
  revision: z.string().max(64),
  /** The first day of the centre on which it holds. */
  from: z.iso.date(),
  changes: z.record(z.string().max(64), z.unknown()),
});
export type ChangeSettings = z.input<typeof changeSettingsSchema>;
