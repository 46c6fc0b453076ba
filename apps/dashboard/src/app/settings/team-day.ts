import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  resource,
  signal,
} from '@angular/core';
import type { StaffPlanChanges, TeamDay } from '@vigie/contracts';

import { addressOf, askServer, ServerSaidNo } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { PageState } from '../shell/page-state';
import { readAnswer } from '../shell/read-answer';
import { readOfCentre } from '../shell/read-of-centre';
import { sender } from '../shell/sender';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { PlannedSpan } from './planned-span';
import { faultInWords } from './setting-words';
import { staffDayShape, staffPlanChangesShape } from './settings-answers';

type Spans = NonNullable<TeamDay['planned']>;
type Row = Readonly<{ span: string; count: unknown }>;
const root = '/api/v1/staff-plan';

/** Who is planned of a team on one day, and a plan of that day alone: what a table of staff brings, entered by hand. */
@Component({
  selector: 'vg-team-day',
  imports: [PageState, PlannedSpan],
  host: { class: 'fields' },
  styleUrl: './team-day.css',
  templateUrl: './team-day.html',
})
export class TeamDayForm {
  readonly teamId = input.required<string>();
  readonly today = input.required<string>();
  /** The day was planned otherwise. */
  readonly planned = output();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly tenants = inject(Tenants);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly day = linkedSignal(() => this.today());
  protected readonly read = readOfCentre(root, staffDayShape, () => ({ day: this.day() }));
  protected readonly team = computed(
    () => this.read.value()?.teams.find(({ teamId }) => teamId === this.teamId()) ?? null,
  );
  /** What is typed of the day; null: it is not being planned. */
  protected readonly rows = linkedSignal<string, readonly Row[] | null>({
    source: () => `${this.teamId()} ${this.day()}`,
    computation: () => null,
  });
  /** What was planned before it was saved, to be taken back. */
  protected readonly before = linkedSignal<string, Readonly<{ spans: Spans | null }> | null>({
    source: () => `${this.teamId()} ${this.day()}`,
    computation: () => null,
  });
  protected readonly sender = sender();
  protected readonly faults = signal<readonly string[]>([]);
  private readonly changes = resource({
    params: () => ({ teamId: this.teamId(), after: this.team()?.revision, tenant: this.tenants.chosen() }),
    loader: async ({ params: { teamId, tenant } }): Promise<StaffPlanChanges> => {
      const path = `${root}/${encodeURIComponent(teamId)}/changes`;
      return readAnswer(staffPlanChangesShape, await askServer(addressOf(path, { tenant })));
    },
  });
  protected readonly history = computed(() =>
    (this.changes.hasValue() ? this.changes.value() : []).map(({ at, by, day, before, after }) => ({
      who: this.words.t('settings.changedOn', {
        who: by ?? this.words.t('settings.staff.byTable'),
        when: this.formats.moment(at),
      }),
      what: this.words.pair(
        this.formats.date(day),
        `${this.ofDayInWords(before)} → ${this.ofDayInWords(after)}`,
      ),
    })),
  );

  protected inWords(spans: Spans | null): string {
    if (spans === null) return this.words.t('settings.staff.unknown');
    if (spans.length === 0) return this.words.t('settings.staff.nobody');
    return spans.map(({ count, span }) => this.words.t('settings.plannedOn', { count, span })).join(', ');
  }

  protected begin({ ofDay, usual }: TeamDay): void {
    this.before.set(null);
    this.rows.set(ofDay ?? usual ?? []);
    this.focus('form :is(input, button)');
  }

  protected leave(): void {
    this.rows.set(null);
    this.focus('.plan');
  }

  protected set(index: number, part: Partial<Row>): void {
    this.rows.update((rows) => (rows ?? []).map((row, at) => (at === index ? { ...row, ...part } : row)));
  }

  protected add(): void {
    this.rows.update((rows) => [...(rows ?? []), { span: '08:00-12:00', count: 1 }]);
  }

  protected remove(index: number): void {
    this.rows.update((rows) => (rows ?? []).filter((_, at) => at !== index));
  }

  protected async submit(event: Event, team: TeamDay): Promise<void> {
    event.preventDefault();
    const rows = this.rows();
    if (rows !== null) await this.send(team, rows);
  }

  /** Null: the usual week holds again. */
  protected async send({ teamId, revision, ofDay }: TeamDay, spans: readonly Row[] | null): Promise<void> {
    this.faults.set([]);
    await this.sender.send(async () => {
      const body = { day: this.day(), revision, spans };
      try {
        await this.read.change(`${root}/${encodeURIComponent(teamId)}`, 'PUT', body);
      } catch (error) {
        if (error instanceof ServerSaidNo) this.faults.set(error.faults.map(({ message }) => message));
        throw error;
      }
    });
    if (this.sender.failure() === 'conflict') this.read.reload();
    if (this.sender.failure() !== null) return;
    if (this.rows() !== null) this.leave();
    this.before.set({ spans: ofDay });
    this.planned.emit();
  }

  protected async takeBack(team: TeamDay, { spans }: Readonly<{ spans: Spans | null }>): Promise<void> {
    await this.send(team, spans);
    if (this.sender.failure() === null) this.before.set(null);
  }

  protected faultInWords(message: string): string {
    return faultInWords(this.words, message);
  }

  /** What had the focus is gone: it goes on where the work does. */
  private focus(where: string): void {
    const focus = (): void => this.host.nativeElement.querySelector<HTMLElement>(where)?.focus();
    afterNextRender(focus, { injector: this.injector });
  }

  private ofDayInWords(spans: Spans | null): string {
    return spans === null ? this.words.t('settings.staff.usualWeek') : this.inWords(spans);
  }
}
