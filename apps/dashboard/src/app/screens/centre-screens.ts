import { computed, inject, resource, Service } from '@angular/core';
import type { MadeWallLink, MakeWallLink, WallLinkView } from '@vigie/contracts';

import { addressOf, askServer, failureOf, type AskFailure } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { madeWallLinkShape, wallLinksShape } from './screen-answers';

const root = '/api/v1/wall-links';

/** The televisions of the centre that show the board by a link: read once, and again after each change. */
@Service()
export class CentreScreens {
  private readonly tenants = inject(Tenants);
  private readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(wallLinksShape, await askServer(addressOf(root, params), { signal: abortSignal })),
  });

  readonly isReading = this.read.isLoading;
  readonly all = computed<readonly WallLinkView[] | null>(() =>
    this.read.hasValue() ? this.read.value() : null,
  );
  readonly failure = computed<AskFailure | null>(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });

  /** Reads again, as after a failure. */
  reload(): void {
    this.read.reload();
  }

  /** Makes a link; its address is shown this once. Throws what {@link askServer} does. */
  async make(wanted: MakeWallLink): Promise<MadeWallLink> {
    const answer = await askServer(this.addressOf(root), { method: 'POST', body: wanted });
    this.read.reload();
    return readAnswer(madeWallLinkShape, answer);
  }

  /** What shows the board by it stops within seconds. Throws likewise. */
  async revoke(id: string): Promise<void> {
    await askServer(this.addressOf(`${root}/${encodeURIComponent(id)}`), { method: 'DELETE' });
    this.read.reload();
  }

  private addressOf(path: string): string {
    return addressOf(path, { tenant: this.tenants.chosen() });
  }
}
