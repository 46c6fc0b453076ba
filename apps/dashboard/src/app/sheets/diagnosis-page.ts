import { Component, computed, inject, signal } from '@angular/core';
import { lightNames } from '@vigie/contracts';

import { nameMatches } from '../live/live-filters';
import { Address } from '../shell/address';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { ClinicDiagnosis } from './clinic-diagnosis';
import { diagnosisListShape } from './diagnosis-answers';

/** The six lights of every clinic, by name, and those of the one that was chosen with what they were decided by. */
@Component({
  selector: 'vg-diagnosis-page',
  imports: [ClinicDiagnosis, PageState],
  styleUrls: ['../people/people-page.css', '../settings/settings-page.css', './diagnosis-page.css'],
  templateUrl: './diagnosis-page.html',
})
export class DiagnosisPage {
  protected readonly words = inject(Words);
  private readonly address = inject(Address);

  protected readonly names = lightNames;
  protected readonly typed = signal('');
  /** Null: the month that runs. */
  protected readonly month = computed(() => this.address.value('month') ?? null);
  private readonly read = readOfCentre('/api/v1/diagnoses', diagnosisListShape, () => ({
    month: this.month(),
  }));
  protected readonly list = this.read.value;
  protected readonly failure = this.read.failure;
  protected readonly rows = computed(() =>
    (this.list()?.clinics ?? [])
      .filter(({ name, clinicId }) => this.typed() === '' || nameMatches(`${name} ${clinicId}`, this.typed()))
      .map((row) => ({
        ...row,
        lights: lightNames.map((name) => ({
          name,
          state: row.lights[name],
          sign: this.words.t(`diagnosis.signs.${row.lights[name]}`),
          said: `${this.words.t(`diagnosis.lights.${name}`)} ${this.words.t(`diagnosis.states.${row.lights[name]}`)}`,
        })),
      })),
  );
  protected readonly shown = computed<string | null>(() => {
    const wanted = this.address.value('clinic');
    const all = this.list()?.clinics ?? [];
    return all.find(({ clinicId }) => clinicId === wanted)?.clinicId ?? all[0]?.clinicId ?? null;
  });

  constructor() {
    showPageName(() => this.words.t('diagnosis.title'));
  }

  protected show(clinic: string): void {
    void this.address.set({ clinic });
  }

  protected choose(month: string): void {
    void this.address.set({ month });
  }

  protected reload(): void {
    this.read.reload();
  }
}
