import { computed, inject, Service } from '@angular/core';
import type { SettingsKind, SettingsProposal } from '@vigie/contracts';

import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { CentreSettings, type SentChange } from './centre-settings';
import { settingsProposalShape, settingsProposalsShape } from './settings-answers';

const root = '/api/v1/settings';

/** What is proposed on the settings that are the viewer's: read once, and again after each answer. */
@Service()
export class CentreProposals {
  private readonly settings = inject(CentreSettings);
  private readonly read = readOfCentre(`${root}/proposals`, settingsProposalsShape);

  readonly open = computed(() => (this.read.value() ?? []).filter(({ state }) => state === 'open'));

  /** Those on one item: that are open, then the last that were answered. */
  of(kind: SettingsKind, id: string): readonly SettingsProposal[] {
    return (this.read.value() ?? []).filter((one) => one.kind === kind && one.itemId === id);
  }

  /** How many are open on one item. */
  countOf(kind: SettingsKind, id: string): number {
    return this.open().filter((one) => one.kind === kind && one.itemId === id).length;
  }

  /** Reads again, as after somebody else answered. */
  reload(): void {
    this.read.reload();
    this.settings.reload();
  }

  /** Throws what `askServer` does, as the others. */
  async propose(kind: SettingsKind, id: string, change: SentChange & { note: string }): Promise<void> {
    await this.send(`${root}/${kind}/${encodeURIComponent(id)}/proposals`, change);
  }

  async accept({ id, revision }: SettingsProposal, from: string): Promise<void> {
    await this.send(`${root}/proposals/${id}/accept`, { revision, from });
    this.settings.reload();
  }

  async refuse({ id }: SettingsProposal, answer: string): Promise<void> {
    await this.send(`${root}/proposals/${id}/refuse`, { answer });
  }

  async withdraw({ id }: SettingsProposal): Promise<void> {
    await this.send(`${root}/proposals/${id}/withdraw`, {});
  }

  private async send(path: string, body: object): Promise<void> {
    readAnswer(settingsProposalShape, await this.read.change(path, 'POST', body));
  }
}
