import { Component, computed, inject, input, output } from '@angular/core';
import { campaignKinds, type Campaign, type CampaignList } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { readAnswer } from '../shell/read-answer';
import { sender, writtenIn } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { campaignShape } from './campaign-answers';

const root = '/api/v1/campaigns';

/** The clinic's order, as it is written down: a new campaign, or another version of one. */
@Component({
  selector: 'vg-campaign-form',
  styleUrl: './campaigns.css',
  templateUrl: './campaign-form.html',
})
export class CampaignForm {
  /** For which one may be made. */
  readonly clinics = input<CampaignList['clinics']>([]);
  /** The one that is changed; null: a new one. */
  readonly began = input<Campaign | null>(null);
  readonly saved = output<Campaign>();
  readonly left = output();

  protected readonly words = inject(Words);
  private readonly tenants = inject(Tenants);
  private readonly sender = sender();
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;
  protected readonly kinds = campaignKinds;
  protected readonly order = computed(() => this.began()?.order ?? null);
  protected readonly today = computed(() => this.clinics()[0]?.today ?? '');
  /** Sent again, it is the same one. */
  private readonly newId = crypto.randomUUID();

  protected save(event: Event): Promise<void> {
    event.preventDefault();
    const said = writtenIn(new FormData(event.target as HTMLFormElement));
    const texts = [
      'title',
      'sentence',
      'orderedBy',
      'orderedOn',
      'listSource',
      'startsOn',
      'endsOn',
    ] as const;
    const order = {
      ...Object.fromEntries(texts.map((name) => [name, said(name)])),
      kind: said('kind'),
      callFrom: said('callFrom'),
      callUntil: said('callUntil'),
      nothingSold: said('nothingSold') === 'on',
    };
    return this.sender.send(async () => {
      const began = this.began();
      const answer = await (began === null
        ? this.ask(root, 'POST', { campaignId: this.newId, clinicId: said('clinicId'), order })
        : this.ask(`${root}/${began.id}`, 'PUT', { basedOn: began.version, order }));
      this.saved.emit(readAnswer(campaignShape, answer));
    });
  }

  private ask(path: string, method: 'POST' | 'PUT', body: object): Promise<unknown> {
    return askServer(addressOf(path, { tenant: this.tenants.chosen() }), { method, body });
  }
}
