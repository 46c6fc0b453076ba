import { Component, computed, effect, inject, resource, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { lightNames, type DiagnosisList } from '@vigie/contracts';

import { nameMatches } from '../live/live-filters';
import { Address } from '../shell/address';
import { addressOf, askServer, failureOf } from '../shell/ask-server';
import { PageState } from '../shell/page-state';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
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
  private readonly tenants = inject(Tenants);
  private readonly address = inject(Address);

  protected readonly names = lightNames;
  protected readonly typed = signal('');
  /** Null: the month that runs. */
  protected readonly month = computed(() => this.address.value('month') ?? null);
  private readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen(), month: this.month() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(
        diagnosisListShape,
        await askServer(addressOf('/api/v1/diagnoses', params), { signal: abortSignal }),
      ),
  });
  protected readonly list = computed<DiagnosisList | null>(() =>
    this.read.hasValue() ? this.read.value() : null,
  );
  protected readonly failure = computed(() => {
    const error = this.read.error();
    return error === undefined ? null : failureOf(error);
  });
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
    const title = inject(Title);
    effect(() => {
      title.setTitle(this.words.t('app.title', { centre: this.words.t('diagnosis.title') }));
    });
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
