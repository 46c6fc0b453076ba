import { Component, computed, inject, linkedSignal, signal } from '@angular/core';
import type { FrequentCallers } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { frequentCallersShape } from './caller-answers';

/** Who calls a clinic again and again, and for what: so that the clinic can do something about why. */
@Component({
  selector: 'vg-frequent-page',
  imports: [PageState],
  styleUrl: './frequent-page.css',
  templateUrl: './frequent-page.html',
})
export class FrequentPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);

  /** Empty: of all clinics. */
  protected readonly clinic = signal('');
  protected readonly read = readOfCentre('/api/v1/callers/frequent', frequentCallersShape, () => ({
    clinicId: this.clinic() === '' ? null : this.clinic(),
  }));
  /** What was read last: it stays while another clinic's is read. */
  protected readonly told = linkedSignal<FrequentCallers | null, FrequentCallers | null>({
    source: () => this.read.value(),
    computation: (told, previous) => told ?? previous?.value ?? null,
  });
  /** Every clinic that was among those of any answer. */
  protected readonly clinics = linkedSignal<FrequentCallers | null, ReadonlyMap<string, string>>({
    source: () => this.read.value(),
    computation: (told, previous) =>
      new Map([
        ...(previous?.value ?? []),
        ...[...(told?.callers ?? []), ...(told?.looks ?? [])].map(
          ({ clinicId, clinicName }) => [clinicId, clinicName] as const,
        ),
      ]),
  });
  protected readonly about = computed(() => {
    const told = this.told();
    if (told === null) return '';
    const { from, to } = told;
    return this.words.t('frequent.about', {
      from: this.formats.dateAt(from),
      to: this.formats.dateAt(to),
    });
  });
  protected readonly rows = computed(() =>
    (this.told()?.callers ?? []).map((one, place) => ({
      ...one,
      place,
      mask: one.mask ?? this.words.t('callbacks.withheld'),
      why: one.reasons
        .map(({ reason, calls }) =>
          this.words.t('frequent.reason', {
            reason: reason ?? this.words.t('frequent.unknownReason'),
            n: this.formats.number(calls),
          }),
        )
        .join(', '),
      first: this.formats.moment(one.firstAt),
      latest: this.formats.moment(one.latestAt),
    })),
  );
  protected readonly looks = computed(() =>
    (this.told()?.looks ?? []).map(({ clinicId, clinicName, looks, ofRepeatCallers }) => ({
      clinicId,
      clinicName,
      text: this.words.n('frequent.look', looks, { repeat: this.formats.number(ofRepeatCallers) }),
    })),
  );

  constructor() {
    showPageName(() => this.words.t('frequent.title'));
  }
}
