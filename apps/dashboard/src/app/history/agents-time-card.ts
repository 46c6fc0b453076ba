import { Component, computed, inject, input, resource } from '@angular/core';
import type { AgentTime, AgentTimeRows, HistoryFrame } from '@vigie/contracts';

import { addressOf, askServer } from '../shell/ask-server';
import { Formats } from '../shell/formats';
import { readAnswer } from '../shell/read-answer';
import { Words } from '../shell/words';
import { CardHead } from './card-head';
import { agentTimeRowsShape } from './history-answers';
import { HistoryChoices, type Question } from './history-choices';
import { readOptions } from './read-history';

/** The parts of the time logged in, which add up to it, in the order of a call and then of what is beside calls. */
const parts = [
  'ringingMs',
  'talkingMs',
  'onHoldMs',
  'outboundMs',
  'wrapUpMs',
  'freeMs',
  'offPhoneMs',
  'pausedMs',
] as const satisfies readonly (keyof AgentTime)[];

/** The range that is shown, as agents' time is asked for: no narrower than by team. */
async function readTime(
  question: Question,
  by: 'none' | 'team',
  signal: AbortSignal,
): Promise<AgentTimeRows> {
  const asked = addressOf('/api/v1/metrics', { ...question, interval: 'all', by, agentTime: 'true' });
  return readAnswer(agentTimeRowsShape, await askServer(asked, { signal }));
}

/**
 * How secretaries spent the time they were logged in: of the centre and of each team as bands, in the order of their
 * names and never by how much; of a secretary who looks at her own history, hers. Nothing where it is not told.
 */
@Component({
  selector: 'vg-history-agents-time',
  imports: [CardHead],
  host: { '[class.card]': 'told() !== null' },
  styleUrl: './agents-time-card.css',
  templateUrl: './agents-time-card.html',
})
export class AgentsTimeCard {
  readonly frame = input.required<HistoryFrame>();

  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly choices = inject(HistoryChoices);

  private readonly question = computed<Question | undefined>(
    () => {
      const { clinicId, queueId, language, reason, weekdays, dayStart, dayEnd, coveredOnly, tenant, teamId } =
        this.choices.which();
      const others = [clinicId, queueId, language, reason, weekdays, dayStart, dayEnd, coveredOnly];
      if (others.some((one) => (one?.length ?? 0) > 0)) return undefined;
      const { from, to, timezone } = this.frame();
      return { tenant: tenant ?? null, teamId: teamId ?? [], from, to, timezone };
    },
    { equal: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
  );
  private readonly read = resource({
    params: () => this.question(),
    loader: async ({ params, abortSignal }) => {
      const { total } = await readTime(params, 'none', abortSignal);
      const whole = total.agentTime ?? null;
      if (whole === null || whole.loggedInMs + whole.undeclaredBusyMs === 0) return null;
      const { rows } = await readTime(params, 'team', abortSignal);
      const names = await readOptions(
        {
          tenant: params['tenant'] ?? null,
          range: 'custom',
          from: params['from'] ?? null,
          to: params['to'] ?? null,
        },
        'teamId',
        abortSignal,
      );
      const nameOf = new Map(names.map(({ key, name }) => [key, name]));
      const teams = rows.flatMap(({ key, agentTime }) =>
        key === null || key === '' || !agentTime || agentTime.loggedInMs === 0
          ? []
          : [{ key, name: nameOf.get(key) ?? key, time: agentTime }],
      );
      return { whole, teams: teams.toSorted((a, b) => a.name.localeCompare(b.name)) };
    },
  });

  protected readonly told = computed(() => {
    const read = this.read.hasValue() ? this.read.value() : null;
    if (read === null) return null;
    const { whole, teams } = read;
    const all = { key: '', name: this.words.t('history.agentsTime.all'), time: whole };
    return {
      bands: [all, ...(teams.length > 1 ? teams : [])].map(({ key, name, time }) => ({
        key,
        name,
        loggedIn: this.formats.duration(time.loggedInMs),
        summary: this.summary(time),
        parts: parts.map((part) => ({ part, grow: time[part] })).filter(({ grow }) => grow > 0),
      })),
      lines: parts.map((part) => ({
        part,
        name: this.words.t(`history.agentsTime.parts.${part}`),
        time: this.formats.duration(whole[part]),
        share: this.share(whole[part], whole.loggedInMs),
      })),
      total: this.formats.duration(whole.loggedInMs),
      pauses: this.pausesOf(whole),
      notes: this.notesOf(whole),
    };
  });

  private summary(time: AgentTime): string {
    return parts
      .filter((part) => time[part] > 0)
      .map((part) =>
        this.words.pair(
          this.words.t(`history.agentsTime.parts.${part}`),
          this.share(time[part], time.loggedInMs),
        ),
      )
      .join(', ');
  }

  private share(part: number, of: number): string {
    return this.formats.percent(of === 0 ? null : part / of, 0);
  }

  /** Pauses by what was declared; null where it would tell of fewer than five. */
  private pausesOf({ pausedMsByReason }: AgentTime): string | null {
    if (pausedMsByReason === null) return null;
    const told = Object.entries(pausedMsByReason)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([reason, ms]) => this.words.pair(this.reasonName(reason), this.formats.duration(ms)));
    return told.length === 0 ? null : told.join(', ');
  }

  private reasonName(reason: string): string {
    if (reason === '') return this.words.t('history.agentsTime.noReason');
    return reason === 'training' ? this.words.t('history.agentsTime.training') : reason;
  }

  /** What is in no sum, where there is any. */
  private notesOf({ unheardMs, undeclaredBusyMs }: AgentTime): readonly string[] {
    const notes: string[] = [];
    if (unheardMs > 0)
      notes.push(this.words.t('history.agentsTime.unheard', { time: this.formats.duration(unheardMs) }));
    if (undeclaredBusyMs > 0)
      notes.push(
        this.words.t('history.agentsTime.undeclared', { time: this.formats.duration(undeclaredBusyMs) }),
      );
    return notes;
  }
}
