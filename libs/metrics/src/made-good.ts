import type { Instant } from '@vigie/calls';

/** The moment a caller and somebody of the clinic's secretaries spoke with each other, whoever called. */
export type CallerContact = { readonly at: Instant };

/**
 * The contact that made a lost call good: the first one at or after the loss and before the deadline, which is the end
 * of the clinic's next open day (a call lost on a Friday evening cannot be made good within a day). Undefined: the
 * caller has not been reached, or too late. The one rule of the live page and of the reports.
 */
export function contactThatMadeGood<Contact extends CallerContact>(
  lostAt: Instant,
  deadline: Instant,
  contacts: Iterable<Contact>,
): Contact | undefined {
  let first: Contact | undefined;
  for (const contact of contacts) {
    if (contact.at < lostAt || contact.at >= deadline) continue;
    if (first === undefined || contact.at < first.at) first = contact;
  }
  return first;
}
