import { Component, computed, inject } from '@angular/core';
import type { IncidentView } from '@vigie/contracts';

import { FormulaButton } from '../formula/formula-cards';
import type { FormulaKey } from '../formula/formula-request';
import { Address } from '../shell/address';
import { Formats } from '../shell/formats';
import { showPageName } from '../shell/page-name';
import { PageState } from '../shell/page-state';
import { readOfCentre } from '../shell/read-of-centre';
import { Words } from '../shell/words';
import { incidentListShape } from './incident-answers';
import { IncidentCard } from './incident-card';

const signs = { open: '▲', ended: '◆', reviewed: '●', withdrawn: '–' } as const;
const levels = { open: 'act', ended: 'watch', reviewed: 'muted', withdrawn: 'muted' } as const;

type Figure = Readonly<{
  name: string;
  value: string;
  about: string;
  /** How it is made; null where its name says it. */
  card: FormulaKey | null;
}>;

/** The urgent calls of the last 30 days, and those still open or to be reviewed, with what became of each. */
@Component({
  selector: 'vg-incidents-page',
  imports: [FormulaButton, IncidentCard, PageState],
  styleUrls: ['../people/people-page.css', '../settings/settings-page.css', './incidents.css'],
  templateUrl: './incidents-page.html',
})
export class IncidentsPage {
  protected readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly address = inject(Address);

  protected readonly read = readOfCentre('/api/v1/incidents', incidentListShape);
  protected readonly told = this.read.value;
  protected readonly rows = computed(() =>
    (this.told()?.incidents ?? []).map((one) => ({
      id: one.id,
      name: one.clinicName ?? this.words.t('incidents.noClinic'),
      sign: signs[one.state],
      level: levels[one.state],
      state: this.words.t(`incidents.states.${one.state}`),
      about: this.aboutOf(one),
    })),
  );
  protected readonly shown = computed<string | null>(() => {
    const all = this.told()?.incidents ?? [];
    const asked = this.address.value('incident');
    return all.some(({ id }) => id === asked) ? asked : (all[0]?.id ?? null);
  });
  protected readonly figures = computed<readonly Figure[]>(() => {
    const { words, formats } = this;
    const list = this.told();
    if (list === null) return [];
    const { figures, incidents } = list;
    const duration = (ms: number | null): string => (ms === null ? '–' : formats.duration(ms));
    const count = (state: IncidentView['state']): string =>
      formats.number(incidents.filter((one) => one.state === state).length);
    return [
      { name: words.t('incidents.open'), value: count('open'), about: '', card: null },
      { name: words.t('incidents.toReview'), value: count('ended'), about: '', card: null },
      {
        name: words.t('incidents.reviewed'),
        value: formats.percent(figures.incidentReviewedRate, 0),
        about: words.t('incidents.reviewedOf', {
          reviewed: formats.number(figures.incidentsReviewed),
          ended: formats.number(figures.incidentsEnded),
        }),
        card: 'incidentReviewedRate',
      },
      {
        name: words.t('incidents.takenMedian'),
        value: duration(figures.incidentTakenMedianMs),
        about: '',
        card: 'incidentTakenMedianMs',
      },
      {
        name: words.t('incidents.toEmergency'),
        value: duration(figures.incidentToEmergencyMedianMs),
        about: words.n('incidents.transfers', figures.incidentsToEmergency),
        card: 'incidentToEmergencyMedianMs',
      },
    ];
  });

  constructor() {
    showPageName(() => this.words.t('incidents.title'));
  }

  protected show(id: string): void {
    void this.address.set({ incident: id });
  }

  private aboutOf({ calledAt, state, owner, ended }: IncidentView): string {
    const { words } = this;
    const when = words.t('incidents.called', { when: this.formats.moment(calledAt) });
    if (ended !== null) return `${when} · ${words.t(`incidents.outcomes.${ended.outcome}`)}`;
    if (state === 'withdrawn') return when;
    const who = owner === null ? words.t('incidents.nobody') : words.t('incidents.owner', { by: owner.by });
    return `${when} · ${who}`;
  }
}
