import { Component, computed, inject, input, linkedSignal, output, resource } from '@angular/core';
import type { Campaign, ImportedContacts } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { sender } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { campaignVersionsShape, importedContactsShape } from './campaign-answers';
import { CampaignForm } from './campaign-form';
import { ContactsPanel } from './contacts-panel';

/** The parts of a list, in the order in which they are read. */
const parts = ['left', 'accepted', 'refused', 'notReached', 'noConsent', 'doNotCall'] as const;

/** One campaign: its order, how far it came, its list and its end. */
@Component({
  selector: 'vg-campaign-detail',
  imports: [CampaignForm, ContactsPanel],
  styleUrl: './campaigns.css',
  templateUrl: './campaign-detail.html',
})
export class CampaignDetail {
  readonly campaign = input.required<Campaign>();
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly id = computed(() => this.campaign().id);
  private readonly sender = sender();
  protected readonly failure = this.sender.failure;
  protected readonly busy = this.sender.sending;

  /** What is open belongs to the campaign that is shown. */
  protected readonly writes = linkedSignal({ source: this.id, computation: () => false });
  protected readonly ends = linkedSignal({ source: this.id, computation: () => false });
  protected readonly looksBack = linkedSignal({ source: this.id, computation: () => false });
  protected readonly imported = linkedSignal<string, ImportedContacts | null>({
    source: this.id,
    computation: () => null,
  });

  protected readonly inCalls = computed(() => {
    const { calls, accepted, refused, notOffered } = this.campaign().progress.inCalls;
    return this.words.n('campaigns.inCalls', accepted + refused, {
      accepted: this.formats.number(accepted),
      refused: this.formats.number(refused),
      notOffered: this.formats.number(notOffered),
      calls: this.formats.number(calls),
    });
  });
  protected readonly parts = computed(() => {
    const { list } = this.campaign().progress;
    return parts.map((part) => ({
      part,
      count: this.formats.number(list[part]),
      share: list.listed === 0 ? 0 : (100 * list[part]) / list.listed,
    }));
  });
  protected readonly end = computed(() => {
    const { endedAt, endedBy } = this.campaign();
    if (endedAt === null) return null;
    return this.words.t('campaigns.endedBy', { when: this.formats.moment(endedAt), by: endedBy ?? '' });
  });
  protected readonly faults = computed(() =>
    (this.imported()?.faults ?? []).map(({ line, why }) =>
      this.words.t(`campaigns.list.faults.${why}`, { line: this.formats.number(line) }),
    ),
  );
  private readonly versionsRead = resource({
    params: () =>
      this.looksBack()
        ? { id: this.id(), version: this.campaign().version, tenant: this.tenants.chosen() }
        : undefined,
    loader: async ({ params: { id, tenant }, abortSignal }) => {
      const address = addressOf(`/api/v1/campaigns/${id}/versions`, { tenant });
      return readAnswer(campaignVersionsShape, await askServer(address, { signal: abortSignal }));
    },
  });
  protected readonly versions = computed(() =>
    (this.versionsRead.hasValue() ? this.versionsRead.value() : []).map((one) => ({
      ...one,
      when: this.words.t('campaigns.versionBy', { when: this.formats.moment(one.at), by: one.by }),
    })),
  );

  protected day(text: string): string {
    return this.formats.date(text);
  }

  protected saved(): void {
    this.writes.set(false);
    this.changed.emit();
  }

  protected endNow(): Promise<void> {
    return this.sender.send(async () => {
      await this.post('end', undefined);
      this.ends.set(false);
      this.changed.emit();
    });
  }

  /** The file is read here and sent as text; the server keeps no number of it. */
  protected async take(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    if (file === undefined) return;
    await this.sender.send(async () => {
      const answer = await this.post('list', { text: await file.text() });
      this.imported.set(readAnswer(importedContactsShape, answer));
      this.changed.emit();
    });
    field.value = '';
  }

  private post(what: string, body: unknown): Promise<unknown> {
    const address = addressOf(`/api/v1/campaigns/${this.id()}/${what}`, { tenant: this.tenants.chosen() });
    return askServer(address, { method: 'POST', body });
  }
}
