import * as z from 'zod/mini';

import { count, flag, instant, list, object, text } from './shapes';

/** Who may be given the right to have the telephone system call. */
export const callingRoles = ['supervisor', 'secretary'] as const;
export type CallingRole = (typeof callingRoles)[number];

/** Whether an address names a protocol of a telephone system, as a user that has a password, rather than a page. */
export const isDialled = (url: string): boolean => /^(?:amis?|esl):/iu.test(url);

/** How one telephone system is asked to place a call; never its secret. */
export const callWaySchema = object({
  source: text,
  url: text,
  /** To whom it is given: to nobody, as long as it is empty. */
  roles: list(z.enum(callingRoles)),
  changedAt: instant,
});
export type CallWayView = z.infer<typeof callWaySchema>;

export const callWaysSchema = object({
  ways: list(callWaySchema),
  /** Every source that is known. */
  sources: list(text),
  /** Whether an address may do without encryption, beyond this machine. */
  takesPlainHttp: flag,
});
export type CallWaysView = z.infer<typeof callWaysSchema>;

/** With the secret of a new way, told this once; null: it stays what it was. */
export const madeCallWaySchema = object({ way: callWaySchema, secret: z.nullable(text) });
export type MadeCallWayView = z.infer<typeof madeCallWaySchema>;

/** What a telephone system answered to a message that asks for nothing. */
export const callWayTestSchema = object({
  ok: flag,
  /** Why not, as a stable word. */
  fault: z.nullable(text),
  tookMs: count,
});
export type CallWayTest = z.infer<typeof callWayTestSchema>;
