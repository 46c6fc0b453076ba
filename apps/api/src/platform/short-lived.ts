import { setFlagsFromString } from 'node:v8';

/**
 * Rows of a long answer live as long as it takes to write them. V8 sees many of them outlive a collection, takes what that
 * place makes for lasting, and from then on puts it at once where only a rare, full collection looks: an export of a
 * million rows grew the process by some 380 MB of nothing but dead rows. To be said before anything is optimised.
 */
export function keepRowsShortLived(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}
