import { z } from 'zod';

const ids = z.array(z.string().min(1).max(128)).max(500);

/** What a viewer wants rows of; totals stay those of the whole centre. At most 500 ids in all. */
export const watchSchema = z
  .strictObject({
    clinicIds: ids.optional(),
    teamIds: ids.optional(),
    queueIds: ids.optional(),
    /** A television: nothing that names a secretary or a caller is sent. */
    wall: z.literal(true).optional(),
    /** A television that was opened by a link: the board of the link, whoever is signed in with the same browser. */
    byLink: z.literal(true).optional(),
    /** Which tenant: one’s own, or the demonstration on its own machine. */
    tenant: z.string().min(1).max(64).optional(),
  })
  .refine(
    (w) => (w.clinicIds?.length ?? 0) + (w.teamIds?.length ?? 0) + (w.queueIds?.length ?? 0) <= 500,
    'names more than 500 ids',
  );
/** A page that shows nothing of the board stays, to be told when whoever looks may more or less than before. */
export const staySchema = z.strictObject({ tenant: z.string().min(1).max(64).optional() });
/** Who says to deal with a clinic in trouble: a name, as typed. */
export const claimSchema = z.strictObject({
  by: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .regex(/^[^\u0000-\u001f\u007f]+$/u),
});

export type Stay = z.infer<typeof staySchema>;
export type Watch = z.infer<typeof watchSchema>;
