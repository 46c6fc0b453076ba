import {
  Component,
  computed,
  DestroyRef,
  inject,
  input,
  linkedSignal,
  output,
  resource,
  signal,
} from '@angular/core';
import {
  contactOutcomes,
  mostContactTries,
  type Contact,
  type ContactList,
  type ContactOutcome,
} from '@vigie/contracts';

import { addressOf, askServer, refusalWord } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { frCampaigns } from '../words/fr-campaigns';
import { contactListShape } from './campaign-answers';

const readAgainMs = 3_000;
/** So many are drawn: who is called goes, and the next one comes. */
const mostRows = 50;

/** The list of a campaign as it is worked: who says to be calling, and what came of it. */
@Component({
  selector: 'vg-contacts-panel',
  styleUrl: './campaigns.css',
  templateUrl: './contacts-panel.html',
})
export class ContactsPanel {
  readonly campaignId = input.required<string>();
  /** Something came of a call: how far the campaign came is another now. */
  readonly changed = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  protected readonly outcomes = contactOutcomes;
  protected readonly busy = signal(false);
  /** What was done last, or why it was not. */
  protected readonly said = signal('');
  protected readonly failure = signal('');

  private readonly root = computed(() => `/api/v1/campaigns/${this.campaignId()}/contacts`);
  private readonly read = resource({
    params: () => ({ root: this.root(), tenant: this.tenants.chosen() }),
    loader: async ({ params: { root, tenant }, abortSignal }) =>
      readAnswer(contactListShape, await askServer(addressOf(root, { tenant }), { signal: abortSignal })),
  });
  /** While it is read again what was known stands. */
  protected readonly list = linkedSignal<ContactList | undefined, ContactList | null>({
    source: () => (this.read.hasValue() ? this.read.value() : undefined),
    computation: (list, before) => list ?? before?.value ?? null,
  });
  protected readonly rows = computed(() =>
    (this.list()?.contacts ?? []).slice(0, mostRows).map((one) => ({
      ...one,
      who: [one.reference, one.mask].filter((part) => part !== null).join(' · ') || '–',
      tried:
        one.tries === 0
          ? ''
          : this.words.t('campaigns.contacts.tried', { n: `${one.tries}/${mostContactTries}` }),
    })),
  );

  constructor() {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') this.read.reload();
    }, readAgainMs);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  protected claim(contact: Contact): Promise<void> {
    return this.act(contact, contact.claim === null ? 'claim' : 'release');
  }

  protected note(contact: Contact, outcome: ContactOutcome): Promise<void> {
    return this.act(contact, 'outcome', { outcome });
  }

  protected outcomeOf(outcome: ContactOutcome, { tries }: Contact): string {
    return this.words.t(`campaigns.contacts.outcomes.${outcome}`, { n: `${tries + 1}/${mostContactTries}` });
  }

  private async act(
    { id }: Contact,
    what: string,
    body?: { readonly outcome: ContactOutcome },
  ): Promise<void> {
    this.busy.set(true);
    this.failure.set('');
    this.said.set('');
    try {
      const address = addressOf(`${this.root()}/${id}/${what}`, { tenant: this.tenants.chosen() });
      await askServer(address, { method: 'POST', body });
      if (body !== undefined) {
        this.said.set(this.words.t('campaigns.contacts.noted'));
        this.changed.emit();
      }
    } catch (error) {
      const why = refusalWord(error, frCampaigns.contacts.why);
      this.failure.set(this.words.t(`campaigns.contacts.why.${why}`));
    } finally {
      this.busy.set(false);
      this.read.reload();
    }
  }
}
