import { inject, Service } from '@angular/core';
import type { MadeWallLink, MakeWallLink } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { Tenants } from '../shell/tenants';
import { madeWallLinkShape, wallLinksShape } from './screen-answers';

const root = '/api/v1/wall-links';

/** The televisions of the centre that show the board by a link: read once, and again after each change. */
@Service()
export class CentreScreens {
  private readonly tenants = inject(Tenants);
  private readonly read = readOfCentre(root, wallLinksShape);

  readonly isReading = this.read.isReading;
  readonly all = this.read.value;
  readonly failure = this.read.failure;

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
