import { Component, computed, inject } from '@angular/core';

import { Address } from '../shell/address';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { Words } from '../shell/words';
import { deedInWords } from './audit-deed';
import { AuditLog, deedGroupNames, type AuditChoices, type DeedGroup } from './audit-log';
import { LogIntegrity } from './log-integrity';

/** Who did what, newest first: in sentences, searched, and whether it is whole. */
@Component({
  selector: 'vg-audit-page',
  imports: [LogIntegrity, PageState],
  providers: [AuditLog],
  styleUrl: './audit-page.css',
  templateUrl: './audit-page.html',
})
export class AuditPage {
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  protected readonly log = inject(AuditLog);
  private readonly me = inject(Me);
  private readonly address = inject(Address);
  protected readonly groups = deedGroupNames;
  protected readonly choices = this.log.choices;

  protected readonly mayExport = computed(() => this.me.may('audit.export'));
  protected readonly isNarrowed = computed(() =>
    Object.values(this.choices()).some((choice) => choice !== null),
  );
  /** Whose deeds alone are shown, once they are known by name. */
  protected readonly onlyName = computed(() => {
    const { actor } = this.choices();
    return actor === null ? null : (this.log.names()[actor] ?? actor);
  });
  protected readonly days = computed(() => {
    const texts = { words: this.words, formats: this.formats, names: this.log.names() };
    const rows = (this.log.entries() ?? []).map((entry) => ({
      ...deedInWords(entry, texts),
      seq: entry.seq,
      at: entry.at,
      time: this.formats.clockTime(Date.parse(entry.at)),
      day: this.formats.day(entry.at),
      address: entry.address,
      times: entry.times,
      actor: entry.actor.kind === 'person' || entry.actor.kind === 'key' ? entry.actor.id : null,
    }));
    return [...Map.groupBy(rows, ({ day }) => day)].map(([name, ofDay]) => ({ name, rows: ofDay }));
  });

  constructor() {
    showPageName(() => this.words.t('audit.title'));
  }

  protected groupInWords(group: DeedGroup): string {
    return this.words.t(`audit.groups.${group}`);
  }

  protected find(event: Event, typed: Readonly<Record<Exclude<keyof AuditChoices, 'actor'>, string>>): void {
    event.preventDefault();
    const { what, ...texts } = typed;
    const choices = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, text.trim() === '' ? null : text.trim()]),
    );
    void this.address.set({ ...choices, what: what === 'all' ? null : what }, true);
  }

  protected only(actor: string): void {
    void this.address.set({ actor }, true);
  }

  protected clear(): void {
    const none = Object.fromEntries(Object.keys(this.choices()).map((name) => [name, null]));
    void this.address.set(none, true);
  }
}
