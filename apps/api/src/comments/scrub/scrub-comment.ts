import { withoutIdentifiers, withoutSpans } from './identifiers';
import { namesIn } from './scrub-names';

/** Stands where something was taken out. */
export const takenOut = '[…]';

const longest = 2_000;
/** What is read of a text before it is brought into one spelling, which may make it shorter, never this much. */
const longestRead = 4 * longest;

/**
 * What may be kept of what a patient wrote: without names (after civilities, introductions and roles; common first names
 * however they are written; words with a capital inside a sentence), numbers of four digits or more and numbers in words
 * (telephone, social security, dates), e-mail, web and street addresses. Rules, not understanding: what no rule knows
 * stays. At most 2,000 characters; empty when nothing is left. Linear in the length of the text.
 */
export function scrubComment(text: string): string {
  // Marks without end on one letter take time to be put in order, and are no writing.
  const read = text.slice(0, longestRead).replace(/(\p{M}{4})\p{M}+/gu, '$1');
  const plain = plainSpaces(read.normalize('NFKC').slice(0, longest));
  const scrubbed = withoutIdentifiers(plain, takenOut);
  const whole = withoutSpans(scrubbed, namesIn(scrubbed), takenOut)
    .replace(/(?:\[…\][\s,;.'’-]{0,9}){2,}/gu, `${takenOut} `)
    .replace(/ +/gu, ' ')
    .trim();
  return /\p{L}/u.test(whole) ? whole : '';
}

/** One line, without characters that show nothing or turn the text round. */
function plainSpaces(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\p{C}]/gu, '');
}
