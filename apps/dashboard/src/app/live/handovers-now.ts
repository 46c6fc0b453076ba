import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import type { HandoverList, OpenHandover } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import { Formats } from '../shell/formats';
import { handoverListShape } from '../shell/page-answers';
import { Me } from '../shell/me';
import { readOfCentre } from '../shell/read-of-centre';
import { sender } from '../shell/sender';
import { Words } from '../shell/words';

const figures = ['open', 'openReferrals', 'overHour', 'overFourHours', 'overDay'] as const;
type Name = (typeof figures)[number];
/** What somebody should look at as soon as there is one. */
const marked: readonly Name[] = ['openReferrals', 'overFourHours', 'overDay'];
const mostNamed = 5;
const everyMs = 60_000;

const usualFields: Readonly<
  Record<string, 'handovers.fieldName' | 'handovers.fieldNumber' | 'handovers.fieldReason'>
> = {
  name: 'handovers.fieldName',
  number: 'handovers.fieldNumber',
  reason: 'handovers.fieldReason',
};

/** Messages that their clinic has not acknowledged, by age, those that send a patient on to a doctor first. */
@Component({
  selector: 'vg-handovers-now',
  imports: [FormulaButton],
  styleUrls: ['./followups-now.css', './handovers-now.css'],
  template: `
    @if (told(); as now) {
      <section class="card" [attr.aria-label]="words.t('handovers.title')">
        <h3>{{ words.t('handovers.title') }}</h3>
        <dl>
          @for (name of figures; track name) {
            <div [class.watch]="isMarked(name, now)">
              <dt>{{ words.t(labelOf(name)) }}</dt>
              <dd>
                <button vgFormula="handoversNow">
                  @if (isMarked(name, now)) {
                    <i aria-hidden="true">◆</i>
                  }
                  {{ formats.number(now[name]) }}
                </button>
              </dd>
            </div>
          }
        </dl>
        <ul [attr.aria-label]="words.t('handovers.first')">
          @for (one of first(); track one.id) {
            <li>
              <b>{{ one.clinicName }}</b> {{ one.reference }} · {{ saidOf(one) }}
              @if (mayAcknowledge()) {
                <button type="button" class="button" [disabled]="busy()" (click)="acknowledge(one.id)">
                  {{ words.t('handovers.acknowledge')
                  }}<span class="hidden">: {{ one.clinicName }} {{ one.reference }}</span>
                </button>
              }
            </li>
          }
        </ul>
        <p role="status">{{ failure() === null ? '' : words.t('handovers.failed') }}</p>
      </section>
    }
  `,
})
export class HandoversNowCard {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly figures = figures;
  private readonly read = readOfCentre('/api/v1/handovers', handoverListShape);
  /** Where none is open there is nothing to look at. */
  protected readonly told = computed(() => {
    const list = this.read.value();
    return list === null || list.open === 0 ? null : list;
  });
  protected readonly first = computed(() =>
    (this.told()?.handovers ?? []).filter(({ id }) => !this.received().has(id)).slice(0, mostNamed),
  );
  private readonly me = inject(Me);
  protected readonly mayAcknowledge = computed(() => this.me.may('handovers.acknowledge'));
  /** Acknowledged here: the list has them until the server has read its log. */
  private readonly received = signal<ReadonlySet<string>>(new Set());
  private readonly sender = sender();
  protected readonly busy = this.sender.sending;
  protected readonly failure = this.sender.failure;

  constructor() {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && !this.read.isReading()) this.read.reload();
    }, everyMs);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }

  /** Says that the clinic has a message. */
  protected acknowledge(id: string): Promise<void> {
    return this.sender.send(async () => {
      await this.read.change(`/api/v1/handovers/${encodeURIComponent(id)}/acknowledge`, 'POST');
      this.received.update((ids) => new Set([...ids, id]));
    });
  }

  protected isMarked(name: Name, now: HandoverList): boolean {
    return marked.includes(name) && now[name] > 0;
  }

  protected labelOf(name: Name): `handovers.${Name}` {
    return `handovers.${name}`;
  }

  protected saidOf({ referral, openedAt, sentAt, deliveredAt, missing }: OpenHandover): string {
    const fields = (missing ?? []).map((field) => this.fieldOf(field));
    return [
      ...(referral ? [this.words.t('handovers.referral')] : []),
      this.words.t('handovers.since', { time: this.formats.moment(openedAt) }),
      ...(sentAt === null && deliveredAt === null ? [this.words.t('handovers.unsent')] : []),
      ...(fields.length === 0 ? [] : [this.words.t('handovers.lacks', { fields: fields.join(', ') })]),
    ].join(' · ');
  }

  /** The fields that clinics ask for by themselves have words; one of their own is called as the settings call it. */
  private fieldOf(field: string): string {
    const word = usualFields[field];
    return word === undefined ? field : this.words.t(word);
  }
}
