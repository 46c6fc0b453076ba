import { Service } from '@angular/core';
import type { Mailing, MakeMailing } from '@vigie/contracts';

import { readOfCentre } from '../shell/read-of-centre';
import { mailingsShape } from './history-answers';

const root = '/api/v1/me/mailings';

/** The histories that are sent to whoever looks: read once, and again after each change. */
@Service()
export class OwnMailings {
  private readonly read = readOfCentre(root, mailingsShape);

  readonly isReading = this.read.isReading;
  /** Null before it was read, and where it could not be. */
  readonly all = this.read.value;
  readonly failure = this.read.failure;

  reload(): void {
    this.read.reload();
  }

  /** Throws what the server refused with; so do the others. */
  async make(wanted: MakeMailing): Promise<void> {
    await this.read.change(root, 'POST', wanted);
  }

  async rest({ id, isPaused }: Mailing): Promise<void> {
    await this.read.change(`${root}/${encodeURIComponent(id)}`, 'PATCH', { isPaused: !isPaused });
  }

  async remove({ id }: Mailing): Promise<void> {
    await this.read.change(`${root}/${encodeURIComponent(id)}`, 'DELETE');
  }
}
