import { Component, computed, DestroyRef, inject, signal } from '@angular/core';
import type { ConnectorView } from '@vigie/contracts';

import { Address } from '../shell/address';
import { Clock } from '../shell/clock';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { Words } from '../shell/words';
import { CallWays } from './call-ways';
import { CentreConnectors } from './centre-connectors';
import { ConnectorCard } from './connector-card';
import { ConnectorForm } from './connector-form';
import { ConnectorTexts, signs } from './connector-texts';

/** The telephone systems that are listened to, the one in trouble first. */
@Component({
  selector: 'vg-telephony-page',
  imports: [CallWays, ConnectorCard, ConnectorForm, PageState],
  styleUrls: ['../people/people-page.css', './telephony-page.css'],
  templateUrl: './telephony-page.html',
})
export class TelephonyPage {
  protected readonly words = inject(Words);
  protected readonly texts = inject(ConnectorTexts);
  protected readonly connectors = inject(CentreConnectors);
  private readonly formats = inject(Formats);
  private readonly clock = inject(Clock);
  private readonly address = inject(Address);
  private readonly me = inject(Me);

  protected readonly signs = signs;
  protected readonly adding = signal(false);
  protected readonly mayManage = computed(() => this.me.may('connectors.manage'));
  private readonly all = computed<readonly ConnectorView[]>(() => this.connectors.all()?.connectors ?? []);
  private readonly sorted = computed(() => {
    const loud = { act: 0, watch: 1, ok: 2 } as const;
    return this.all().toSorted((a, b) => loud[this.texts.level(a)] - loud[this.texts.level(b)]);
  });
  protected readonly rows = computed(() =>
    this.sorted().map((connector) => {
      const { status, gaps } = connector;
      const level = this.texts.level(connector);
      const clockLevel = this.texts.clockLevel(status.offsetMs);
      return {
        connector,
        level,
        state: this.words.t(`telephony.states.${status.state}`),
        last: this.lastOf(status.lastEventAt),
        clock: this.texts.offset(status.offsetMs),
        clockSign: clockLevel === 'ok' ? '' : signs[clockLevel],
        perMinute: this.formats.number(status.eventsPerMinute),
        gaps: gaps.length === 0 ? this.words.t('telephony.noGap') : this.formats.number(gaps.length),
      };
    }),
  );
  protected readonly shown = computed<ConnectorView | null>(() => {
    const wanted = this.address.value('connector');
    const found = this.sorted().find(({ id }) => id === wanted);
    // One that was just added comes with the next reading: meanwhile no other stands in its place.
    if (found === undefined && wanted !== null && this.connectors.isReading()) return null;
    return found ?? this.sorted()[0] ?? null;
  });
  protected readonly counted = computed(() => {
    const heard = this.all().filter(({ status }) => status.state === 'running').length;
    const every = this.all().length;
    if (every === 0) return '';
    if (heard === every) return this.words.n('telephony.allHeard', every);
    return this.words.n('telephony.someHeard', heard, { all: every });
  });
  protected readonly others = computed(() =>
    (this.connectors.all()?.others ?? []).map(
      ({ source, lastHeardAt }) => `${source} (${this.lastOf(lastHeardAt)})`,
    ),
  );

  constructor() {
    this.connectors.follow(inject(DestroyRef));
    showPageName(() => this.words.t('telephony.title'));
  }

  protected show(id: string | null): void {
    this.adding.set(false);
    void this.address.set({ connector: id });
  }

  private lastOf(at: string | null): string {
    if (at === null) return this.words.t('telephony.never');
    return this.words.t('telephony.ago', {
      age: this.formats.age(Math.max(0, this.clock.second() - Date.parse(at))),
    });
  }
}
