import { Component, computed, inject, signal } from '@angular/core';
import type { ConcernView } from '@vigie/contracts';

import { addressOf, askServer, failureOf, type AskFailure } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { OpenRow } from './open-row';

const shownAtMost = 1;

/**
 * Patients who were not content and wish to be called back: raised at once, by their own consent, until somebody has
 * taken note. Never what they answered.
 */
@Component({
  selector: 'vg-concerns-card',
  styleUrl: './concerns-card.css',
  templateUrl: './concerns-card.html',
})
export class ConcernsCard {
  protected readonly store = inject(LiveStore);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly openRow = inject(OpenRow);

  protected readonly expanded = signal(false);
  /** Those whose note is on its way: they leave when the server's board says so. */
  protected readonly noting = signal<ReadonlySet<string>>(new Set());
  protected readonly failure = signal<AskFailure | null>(null);
  protected readonly shown = computed(() =>
    this.expanded() ? this.store.concerns() : this.store.concerns().slice(0, shownAtMost),
  );
  protected readonly others = computed(() => this.store.concerns().length - this.shown().length);

  protected clinic({ clinicId }: ConcernView): string {
    return (
      this.store.clinics()[clinicId]?.name ?? (clinicId === '' ? this.words.t('concern.noClinic') : clinicId)
    );
  }

  /** When the patient called, in which language the survey was, how long ago the wish came. */
  protected about({ calledAt, answeredAt, language }: ConcernView): string {
    const told = [
      this.called(calledAt),
      this.words.t('concern.said', { age: this.formats.age(this.store.now() - answeredAt) }),
    ];
    if (language !== null) told.push(this.formats.languageName(language));
    return told.join(' · ');
  }

  /** With its day, when that is not today. */
  private called(at: number): string {
    const time = this.formats.hourInWords(at);
    const isToday = this.formats.day(at) === this.formats.day(this.store.now());
    return isToday
      ? this.words.t('concern.called', { time })
      : this.words.t('concern.calledOn', { time, day: this.formats.day(at) });
  }

  protected async note(id: string): Promise<void> {
    this.failure.set(null);
    this.noting.update((ids) => new Set([...ids, id]));
    const tenant = this.store.centre()?.tenantId;
    try {
      await askServer(addressOf(`/api/v1/live/concerns/${encodeURIComponent(id)}/acknowledge`, { tenant }), {
        method: 'POST',
      });
    } catch (error) {
      this.failure.set(failureOf(error));
      this.noting.update((ids) => new Set([...ids].filter((one) => one !== id)));
    }
  }
}
