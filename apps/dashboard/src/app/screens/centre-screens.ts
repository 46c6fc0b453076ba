import { Service } from '@angular/core';
import type { MadeWallLink, MakeWallLink } from '@vigie/contracts';

import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { madeWallLinkShape, wallLinksShape } from './screen-answers';

const root = '/api/v1/wall-links';

/** The televisions of the centre that show the board by a link: read once, and again after each change. */
@Service()
export class CentreScreens {
  private readonly read = readOfCentre(root, wallLinksShape);

  readonly isReading = this.read.isReading;
  readonly all = this.read.value;
  readonly failure = this.read.failure;

  /** Reads again, as after a failure. */
  reload(): void {
    this.read.reload();
  }

  /** Makes a link; its address is shown this once. Throws what the server refused with. */
  async make(wanted: MakeWallLink): Promise<MadeWallLink> {
    return readAnswer(madeWallLinkShape, await this.read.change(root, 'POST', wanted));
  }

  /** What shows the board by it stops within seconds. Throws likewise. */
  async revoke(id: string): Promise<void> {
    await this.read.change(`${root}/${encodeURIComponent(id)}`, 'DELETE');
  }
}
