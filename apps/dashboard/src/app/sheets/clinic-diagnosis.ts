import { Component, computed, inject, input, output, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Diagnosis, DiagnosisLight } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { ClinicGreetingCard } from './clinic-greeting';
import { diagnosisShape } from './diagnosis-answers';

/** The six lights of one clinic in a month: each with its evidence, its thresholds, and what to do. */
@Component({
  selector: 'vg-clinic-diagnosis',
  imports: [ClinicGreetingCard, RouterLink],
  styleUrls: ['./diagnosis-page.css', './clinic-diagnosis.css'],
  templateUrl: './clinic-diagnosis.html',
})
export class ClinicDiagnosis {
  readonly clinicId = input.required<string>();
  /** Null: the month that runs. */
  readonly month = input.required<string | null>();
  readonly chosen = output<string>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly tenants = inject(Tenants);
  protected readonly me = inject(Me);
  private readonly read = resource({
    params: () => ({ clinicId: this.clinicId(), month: this.month(), tenant: this.tenants.chosen() }),
    loader: async ({ params: { clinicId, ...choices }, abortSignal }) => {
      const path = `/api/v1/clinics/${encodeURIComponent(clinicId)}/diagnosis`;
      return readAnswer(diagnosisShape, await askServer(addressOf(path, choices), { signal: abortSignal }));
    },
  });
  protected readonly it = computed<Diagnosis | null>(() => (this.read.hasValue() ? this.read.value() : null));
  protected readonly isLost = computed(() => this.read.error() !== undefined);
  /** The months to choose from, the one that is shown among them. */
  protected readonly months = computed(() => {
    const it = this.it();
    if (it === null) return [];
    return [...new Set([it.month, ...it.months])].toSorted().toReversed();
  });
  protected readonly standing = computed(() => {
    const it = this.it();
    if (it === null) return '';
    const { at, presented, sheetVersion } = it;
    const judged = this.words.t('diagnosis.judged', {
      when: this.formats.moment(at),
      calls: this.formats.number(presented),
    });
    const sheet =
      sheetVersion === null
        ? this.words.t('diagnosis.noSheet')
        : this.words.t('diagnosis.sheetHeld', { n: sheetVersion });
    return `${judged} ${sheet}`;
  });
  /** How many lights say what. */
  protected readonly sum = computed(() => {
    const numberOf = (state: DiagnosisLight['state']): string =>
      this.formats.number((this.it()?.lights ?? []).filter((light) => light.state === state).length);
    const [red, amber, unknown] = [numberOf('red'), numberOf('amber'), numberOf('notEnoughData')];
    return this.words.t('diagnosis.sum', { red, amber, unknown });
  });
  /** The month before one of which nothing is known yet, as on the first of a month. */
  protected readonly earlier = computed<string | null>(() => {
    const it = this.it();
    if (it === null || it.lights.some(({ state }) => isTold(state))) return null;
    return this.months().find((month) => month < it.month) ?? null;
  });
  protected readonly rows = computed(() => (this.it()?.lights ?? []).map((light) => this.rowOf(light)));

  private rowOf(light: DiagnosisLight) {
    const { name, state, items, thresholds, before } = light;
    const limits = Object.fromEntries(thresholds.map((one) => [one.name, this.formats.number(one.value)]));
    return {
      name,
      state,
      isWrong: isWrong(state),
      title: this.words.t(`diagnosis.lights.${name}`),
      stateText: `${this.words.t(`diagnosis.signs.${state}`)} ${this.words.t(`diagnosis.states.${state}`)}`,
      evidence: this.evidenceOf(light),
      items: items.map((item) => `${item.name} ${this.formats.number(item.count)}`).join(', '),
      todo: this.todoOf(light, limits),
      thresholds: thresholds.map((one) => ({
        name: this.words.t(`diagnosis.thresholdNames.${one.name}` as WordKey),
        value: one.name.endsWith('Share') ? this.formats.percent(one.value) : this.formats.number(one.value),
        source: this.words.t(`diagnosis.sources.${one.source}`),
      })),
      before:
        before === null
          ? this.words.t('diagnosis.beforeNone')
          : this.words.t('diagnosis.before', { state: this.words.t(`diagnosis.states.${before}`) }),
    };
  }

  private evidenceOf({ name, evidence }: DiagnosisLight): string {
    const told = Object.fromEntries(
      Object.entries(evidence).map(([field, value]) => [field, this.figure(field, value)]),
    );
    const said = this.words.t(`diagnosis.evidence.${name}`, told);
    const written = evidence['written'] ?? null;
    if (name !== 'disclosure' || written === null) return said;
    return `${this.words.t(written === 1 ? 'diagnosis.written.yes' : 'diagnosis.written.no')} ${said}`;
  }

  private figure(field: string, value: number | null): string {
    if (value === null) return '–';
    if (field.endsWith('Share')) return this.formats.percent(value, 0);
    return field.endsWith('Ms') ? this.formats.duration(value) : this.formats.number(value);
  }

  private todoOf({ name, state }: DiagnosisLight, limits: Readonly<Record<string, string>>): string {
    if (state === 'notEnoughData') return this.words.t(`diagnosis.wait.${name}`, limits);
    return isWrong(state) ? this.words.t(`diagnosis.do.${name}`) : this.words.t('diagnosis.nothing');
  }
}

const isWrong = (state: DiagnosisLight['state']): boolean => state === 'red' || state === 'amber';
const isTold = (state: DiagnosisLight['state']): boolean =>
  state !== 'notEnoughData' && state !== 'notApplicable';
