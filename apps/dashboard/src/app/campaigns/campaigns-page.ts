import { Component, computed, inject, linkedSignal } from '@angular/core';
import type { Campaign } from '@vigie/contracts';

import { Address } from '../shell/address';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { campaignListShape } from './campaign-answers';
import { CampaignDetail } from './campaign-detail';
import { CampaignForm } from './campaign-form';

/** The campaigns of the viewer's clinics: the order of each, how far it came, and its list to be called. */
@Component({
  selector: 'vg-campaigns-page',
  imports: [CampaignDetail, CampaignForm, PageState],
  styleUrls: ['../people/people-page.css', '../settings/settings-page.css', './campaigns.css'],
  templateUrl: './campaigns-page.html',
})
export class CampaignsPage {
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly address = inject(Address);

  protected readonly read = readOfCentre('/api/v1/campaigns', campaignListShape);
  protected readonly told = this.read.value;
  /** Whether a new one is being written. */
  protected readonly makes = linkedSignal({
    source: () => this.address.value('campaign'),
    computation: () => false,
  });
  protected readonly clinics = computed(() =>
    (this.told()?.clinics ?? []).filter(({ mayWrite }) => mayWrite),
  );
  protected readonly rows = computed(() =>
    (this.told()?.campaigns ?? []).map((one) => ({ ...one, said: this.saidOf(one) })),
  );
  protected readonly shown = computed<Campaign | null>(() => {
    const all = this.told()?.campaigns ?? [];
    return all.find(({ id }) => id === this.address.value('campaign')) ?? all[0] ?? null;
  });

  constructor() {
    showPageName(() => this.words.t('campaigns.title'));
  }

  protected show(id: string): void {
    this.makes.set(false);
    void this.address.set({ campaign: id });
  }

  protected made({ id }: Campaign): void {
    this.read.reload();
    this.show(id);
  }

  private saidOf({ clinicName, state, order }: Campaign): string {
    const day = (text: string): string => this.formats.date(text);
    return this.words.t(`campaigns.states.${state}`, {
      clinic: clinicName,
      from: day(order.startsOn),
      until: day(order.endsOn),
    });
  }
}
