import * as z from 'zod/mini';

/*
 * What answers are made of. They are checked by our own page, so a field it does not know is no fault (a server may be
 * newer than a page), and everything is read-only. Kept out of the index: other schemas are written with zod itself.
 */

export const text = z.string();
export const flag = z.boolean();
/** Any finite number. */
export const number = z.number();
/** A whole number, also below nothing. */
export const integer = z.int();
/** How many. */
export const count = z.int().check(z.nonnegative());
/** An instant as text, UTC, to the millisecond. */
export const instant = z.iso.datetime({ precision: 3 });
/** A calendar month, `YYYY-MM`. */
export const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/* @__NO_SIDE_EFFECTS__ */
export function object<S extends z.core.$ZodLooseShape>(shape: S): z.ZodMiniReadonly<z.ZodMiniObject<S>> {
  return z.readonly(z.object(shape));
}

/* @__NO_SIDE_EFFECTS__ */
export function list<T extends z.core.SomeType>(item: T): z.ZodMiniReadonly<z.ZodMiniArray<T>> {
  return z.readonly(z.array(item));
}

/** Entries by a key that is not known beforehand. */
/* @__NO_SIDE_EFFECTS__ */
export function byKey<T extends z.core.SomeType>(
  item: T,
): z.ZodMiniReadonly<z.ZodMiniRecord<z.ZodMiniString, T>> {
  return z.readonly(z.record(z.string(), item));
}

/** The same field under each of these names. */
/* @__NO_SIDE_EFFECTS__ */
export function fields<const N extends string, T extends z.core.SomeType>(
  names: readonly N[],
  field: T,
): { readonly [name in N]: T } {
  return Object.fromEntries(names.map((name) => [name, field])) as { readonly [name in N]: T };
}
