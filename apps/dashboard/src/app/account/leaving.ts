import { Service } from '@angular/core';

/** Leaves the pages for an address of somebody else. */
@Service()
export class Leaving {
  go: (url: string) => void = (url) => {
    globalThis.location.assign(url);
  };
}
