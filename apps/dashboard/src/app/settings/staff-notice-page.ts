import { Component, computed, inject, resource, signal } from '@angular/core';
import type { PersonFeature, SettingsChanges, StaffNoticeRequest } from '@vigie/contracts';

import { addressOf, askServer, failureOf, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { staffNoticeShape } from './settings-answers';
import { ChangeList } from './settings-history';

const path = '/api/v1/staff-notice';
const features = [
  'whoCouldBeFreed',
  'figuresByAgent',
  'pastAgents',
] as const satisfies readonly PersonFeature[];

/** When staff were informed of what is told of each by name, what they were told, and what of it is on. */
@Component({
  selector: 'vg-staff-notice-page',
  imports: [PageState, ChangeList],
  styleUrl: '../privacy/callers-page.css',
  templateUrl: './staff-notice-page.html',
})
export class StaffNoticePage {
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly me = inject(Me);
  protected readonly features = features;
  protected readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(staffNoticeShape, await askServer(addressOf(path, params), { signal: abortSignal })),
  });
  protected readonly kept = computed(() => (this.read.hasValue() ? this.read.value() : null));
  /** Why there is nothing to show. */
  protected readonly failure = computed(() => {
    const error = this.read.error();
    return error === undefined || this.kept() !== null ? null : failureOf(error);
  });
  protected readonly mayChange = computed(() => this.me.may('settings.manage'));
  protected readonly said = signal<{ readonly key: WordKey; readonly isWrong: boolean } | null>(null);
  protected readonly standing = computed(() => {
    const { informedOn = null, recorded = null } = this.kept() ?? {};
    if (informedOn === null || recorded === null) return this.words.t('staffNotice.none');
    const who = recorded.by ?? this.words.t('staffNotice.byFile');
    return this.words.t('staffNotice.recorded', { who, when: this.formats.moment(recorded.at) });
  });

  protected readonly informedOn = computed(() => {
    const day = this.kept()?.informedOn ?? null;
    return day === null ? this.words.t('settings.nothing') : this.formats.date(day);
  });

  /** What of it changed, in a line; the text itself stands above. */
  protected readonly told = ({ field, before, after }: SettingsChanges[number]['fields'][number]): string => {
    const { words } = this;
    const feature = features.find((name) => name === field);
    const name = feature === undefined ? nameOf(field) : (`staffNotice.features.${feature}` as const);
    return words.pair(
      words.t(name),
      `${this.valueInWords(field, before)} → ${this.valueInWords(field, after)}`,
    );
  };

  constructor() {
    showPageName(() => this.words.t('staffNotice.title'));
  }

  private valueInWords(field: string, value: unknown): string {
    if (typeof value === 'boolean') return this.words.t(value ? 'settings.yes' : 'settings.no');
    if (typeof value !== 'string' || value === '') return this.words.t('settings.nothing');
    return field === 'informedOn' ? this.formats.date(value) : this.words.t('settings.isText');
  }

  protected async save(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const wanted = requestOf(new FormData(form));
    if (wanted.informedOn === '' || wanted.text === '') return this.say('staffNotice.missing');
    if (wanted.informedOn > (this.kept()?.today ?? '')) return this.say('staffNotice.later');
    this.said.set(null);
    try {
      const address = addressOf(path, { tenant: this.tenants.chosen() });
      const answer = await askServer(address, { method: 'PUT', body: wanted });
      this.read.set(readAnswer(staffNoticeShape, answer));
      this.said.set({ key: 'staffNotice.saved', isWrong: false });
    } catch (error) {
      this.say(error instanceof ServerSaidNo ? 'staffNotice.refused' : 'staffNotice.failed');
    }
  }

  private say(key: WordKey): void {
    this.said.set({ key, isWrong: true });
  }
}

const nameOf = (field: string): WordKey =>
  field === 'informedOn' ? 'staffNotice.informedOn' : 'staffNotice.text';

function requestOf(form: FormData): StaffNoticeRequest {
  const textOf = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const isOn = (feature: PersonFeature): boolean => form.has(feature);
  return {
    informedOn: textOf('informedOn'),
    text: textOf('text'),
    whoCouldBeFreed: isOn('whoCouldBeFreed'),
    figuresByAgent: isOn('figuresByAgent'),
    pastAgents: isOn('pastAgents'),
  };
}
