import { Component, computed, inject, resource, signal } from '@angular/core';
import type { RetentionPreview, RetentionRequest, SettingsChanges } from '@vigie/contracts';

import { ChangeList } from '../settings/settings-history';
import { addressOf, askServer, failureOf, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import type { WordKey } from '../words/dictionary';
import { frRetention } from '../words/fr-retention';
import { retentionPreviewShape, retentionShape } from './privacy-answers';

const path = '/api/v1/retention';
const fields = ['callMonths', 'agentMonths', 'auditMonths'] as const;
type Field = (typeof fields)[number];
/** The most months each may be kept. */
const most: Readonly<Record<Field, number>> = { callMonths: 12, agentMonths: 3, auditMonths: 36 };
const gone = ['calls', 'agentDays', 'auditEntries'] as const;

/** How long each kind of data is kept, what would go if it were shorter, and what went lately. */
@Component({
  selector: 'vg-retention-page',
  imports: [PageState, ChangeList],
  styleUrl: './callers-page.css',
  templateUrl: './retention-page.html',
})
export class RetentionPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly me = inject(Me);
  protected readonly fields = fields;
  protected readonly read = resource({
    params: () => ({ tenant: this.tenants.chosen() }),
    loader: async ({ params, abortSignal }) =>
      readAnswer(retentionShape, await askServer(addressOf(path, params), { signal: abortSignal })),
  });
  protected readonly kept = computed(() => (this.read.hasValue() ? this.read.value() : null));
  /** Why there is nothing to show. */
  protected readonly failure = computed(() => {
    const error = this.read.error();
    return error === undefined || this.kept() !== null ? null : failureOf(error);
  });
  protected readonly mayChange = computed(() => this.me.may('retention.change'));
  protected readonly asked = signal<{
    readonly wanted: RetentionRequest;
    readonly preview: RetentionPreview;
  } | null>(null);
  protected readonly said = signal<{ readonly key: WordKey; readonly isWrong: boolean } | null>(null);
  protected readonly goes = computed(() => {
    const preview = this.asked()?.preview;
    const parts = gone.flatMap((name) =>
      preview === undefined || preview[name] === 0
        ? []
        : [this.words.n(`retention.what.${name}`, preview[name])],
    );
    return parts.length === 0
      ? this.words.t('retention.nothing')
      : this.words.t('retention.goes', { what: parts.join(', ') });
  });
  protected readonly numbers = computed(() => {
    const { count = 0, oldestAt = null } = this.kept()?.keptNumbers ?? {};
    if (oldestAt === null) return this.words.t('retention.numbers.none');
    return this.words.n('retention.numbers.some', count, { when: this.formats.moment(oldestAt) });
  });
  protected readonly runs = computed(() =>
    (this.kept()?.runs ?? []).map(({ at, kind, before, count }) => ({
      at: this.formats.moment(at),
      what: this.kindInWords(kind),
      before: this.formats.moment(before.length === 10 ? `${before}T12:00:00Z` : before),
      count: this.formats.number(count),
    })),
  );

  protected readonly told = ({ field, before, after }: SettingsChanges[number]['fields'][number]): string => {
    const known = fields.find((name) => name === field);
    const name = known === undefined ? field : this.fieldInWords(known);
    return this.words.pair(name, `${this.monthsInWords(before)} → ${this.monthsInWords(after)}`);
  };

  constructor() {
    showPageName(() => this.words.t('retention.title'));
  }

  private monthsInWords(value: unknown): string {
    return typeof value === 'number'
      ? this.words.n('retention.months', value)
      : this.words.t('settings.nothing');
  }

  protected fieldInWords(field: Field): string {
    return this.words.t(`retention.fields.${field}`);
  }

  protected limitInWords(field: Field, promised: number): string {
    return this.words.t(`retention.limits.${field}`, { n: promised });
  }

  protected choices(field: Field): readonly number[] {
    return Array.from({ length: most[field] }, (_, index) => index + 1);
  }

  protected async look(event: Event, form: HTMLFormElement): Promise<void> {
    event.preventDefault();
    const months = new FormData(form);
    const of = (field: Field): number => Number(months.get(field));
    const wanted = {
      callMonths: of('callMonths'),
      agentMonths: of('agentMonths'),
      auditMonths: of('auditMonths'),
    };
    if (wanted.auditMonths < wanted.callMonths)
      return this.said.set({ key: 'retention.short', isWrong: true });
    await this.doing(async () => {
      const answer = await this.ask(`${path}/preview`, 'POST', wanted);
      this.asked.set({ wanted, preview: readAnswer(retentionPreviewShape, answer) });
    });
  }

  protected async change(wanted: RetentionRequest): Promise<void> {
    await this.doing(async () => {
      this.read.set(readAnswer(retentionShape, await this.ask(path, 'PUT', wanted)));
      this.asked.set(null);
      this.said.set({ key: 'retention.saved', isWrong: false });
    });
  }

  private ask(where: string, method: 'POST' | 'PUT', body: RetentionRequest): Promise<unknown> {
    return askServer(addressOf(where, { tenant: this.tenants.chosen() }), { method, body });
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.said.set(null);
    try {
      await work();
    } catch (error) {
      const isShort = error instanceof ServerSaidNo && error.status === 400;
      this.said.set({ key: isShort ? 'retention.short' : 'retention.failed', isWrong: true });
    }
  }

  private kindInWords(kind: string): string {
    return Object.hasOwn(frRetention.kinds, kind) ? this.words.t(`retention.kinds.${kind}` as WordKey) : kind;
  }
}
