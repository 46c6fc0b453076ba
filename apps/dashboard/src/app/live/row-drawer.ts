import {
  afterRenderEffect,
  Component,
  computed,
  effect,
  type ElementRef,
  inject,
  resource,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AgentState, AgentView, RecentCallView } from '@vigie/contracts';

import { ClinicCallbacks } from '../callbacks/clinic-callbacks';
import type { FormulaRow } from '../formula/formula-request';
import { Formats } from '../shell/formats';
import { Me } from '../shell/me';
import { recentCallsShape } from '../shell/page-answers';
import { readAnswer } from '../shell/read-answer';
import { Tenants } from '../shell/tenants';
import { Words } from '../shell/words';
import { LiveStore } from './live-store';
import { MyClinics } from './my-clinics';
import { OpenRow } from './open-row';
import { isLost, outcomeKey, stateKeys } from './word-keys';
import { WaitingTable } from './waiting-table';

const rereadMs = 10_000;
const stateOrder: readonly AgentState[] = [
  'free',
  'ringing',
  'on_call',
  'outbound',
  'wrap_up',
  'off_phone',
  'training',
  'break',
  'unknown',
];

/** A team or clinic opened beside the board: who waits, the last calls and what became of them, who is there. */
@Component({
  selector: 'vg-row-drawer',
  imports: [ClinicCallbacks, RouterLink, WaitingTable],
  styleUrl: './row-drawer.css',
  templateUrl: './row-drawer.html',
})
export class RowDrawer {
  protected readonly openRow = inject(OpenRow);
  protected readonly me = inject(Me);
  protected readonly mine = inject(MyClinics);
  protected readonly words = inject(Words);
  protected readonly formats = inject(Formats);
  private readonly store = inject(LiveStore);
  private readonly tenants = inject(Tenants);
  private readonly title = viewChild<ElementRef<HTMLElement>>('title');
  protected readonly stateKeys = stateKeys;
  private focused: string | null = null;

  protected readonly subject = computed(() => {
    const row = this.openRow.row();
    if (row === null || this.store.board() === null) return null;
    const clinic = row.kind === 'team' ? undefined : this.store.clinics()[row.id];
    const name = row.kind === 'team' ? this.store.team(row.id)?.name : clinic?.name;
    const called = clinic?.kind === 'queue' ? 'queue' : row.kind;
    return { ...row, called, name: name ?? row.id, gone: name === undefined } as const;
  });
  protected readonly callers = computed(() => {
    const row = this.openRow.row();
    if (row === null) return [];
    return (
      (row.kind === 'team' ? this.store.waitingByTeam() : this.store.waitingByClinic()).get(row.id) ?? []
    );
  });
  protected readonly people = computed<readonly AgentView[]>(() => {
    const row = this.openRow.row();
    if (row === null) return [];
    const teams = row.kind === 'team' ? [row.id] : (this.store.clinics()[row.id]?.teamIds ?? []);
    const there = new Map(
      teams.flatMap((team) => this.store.agentsByTeam().get(team) ?? []).map((agent) => [agent.id, agent]),
    );
    // Where it is not told who is away, those are no names to read here.
    const isNamed = this.store.centre()?.namesFreeable ?? true;
    return [...there.values()]
      .filter((agent) => agent.state !== 'offline' && (isNamed || agent.state !== 'unknown'))
      .toSorted((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state));
  });

  private readonly tenant = computed(() => this.store.centre()?.tenantId ?? null);
  protected readonly isPast = this.store.isPast;
  /** The latest are of now. */
  protected readonly calls = resource({
    params: () => {
      const row = this.openRow.row();
      const tenant = this.tenant();
      return row === null || tenant === null || this.isPast() ? undefined : { row, tenant };
    },
    loader: async ({ params, abortSignal }) => readRecentCalls(params, abortSignal),
  });
  private readonly beat = computed(() => Math.floor(this.store.now() / rereadMs));

  /** The same row over days, and its calls one by one: of the centre that is looked at. */
  protected readonly asOf = computed(() => {
    const row = this.openRow.row();
    const tenant = this.tenants.chosen() ?? null;
    const on = this.isPast() ? this.formats.dayKey(this.store.now()) : null;
    return row === null ? { tenant } : { tenant, range: 'today', on, [`${row.kind}Id`]: row.id };
  });

  constructor() {
    effect(() => {
      this.beat();
      this.calls.reload();
    });
    afterRenderEffect(() => {
      const row = this.openRow.row();
      const key = row === null ? null : `${row.kind}:${row.id}`;
      const title = this.title();
      if (key === this.focused || (key !== null && title === undefined)) return;
      this.focused = key;
      title?.nativeElement.focus();
    });
  }

  protected close(): void {
    void this.openRow.close();
  }

  protected outcome(call: RecentCallView): string {
    const key = outcomeKey(call.outcome);
    return key === null ? call.outcome : this.words.t(key);
  }

  protected lost(call: RecentCallView): boolean {
    return isLost(call.outcome);
  }

  /** How long they spoke, or since when they do. */
  protected talk({ talkMs, talkingSince }: RecentCallView): string {
    if (talkingSince !== null)
      return this.words.t('drawer.talking', { time: this.formats.hourInWords(talkingSince) });
    return talkMs === null ? '–' : this.formats.duration(talkMs);
  }

  /** The clinic, in a team's list, and the secretary who took the call. */
  protected whereAndWho(call: RecentCallView, kind: 'team' | 'clinic'): string {
    const board = this.store.board();
    const clinic = kind === 'team' ? (board?.clinics[call.clinicId]?.shortName ?? call.clinicId) : '';
    const agent = call.agentId === null ? '' : (board?.agents[call.agentId]?.name ?? call.agentId);
    return [clinic, agent].filter((part) => part !== '').join(' · ');
  }

  protected since(agent: AgentView): string {
    return agent.since === null
      ? ''
      : this.words.t('agents.since', { age: this.formats.duration(this.store.now() - agent.since) });
  }
}

/** What is asked for: the last calls of one row of one centre. */
export type CallsRequest = { readonly row: FormulaRow; readonly tenant: string };

const shownCalls = 30;

/** The address of the last calls of a row. */
export function recentCallsAddress({ row, tenant }: CallsRequest): string {
  const query = new URLSearchParams({ [`${row.kind}Id`]: row.id, limit: String(shownCalls), tenant });
  return `/api/v1/live/calls?${query.toString()}`;
}

/** Reads the last calls, newest first; throws when the server does not answer with them. */
export async function readRecentCalls(
  request: CallsRequest,
  signal: AbortSignal,
): Promise<readonly RecentCallView[]> {
  const answer = await fetch(recentCallsAddress(request), {
    signal,
    headers: { accept: 'application/json' },
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return readAnswer(recentCallsShape, await answer.json());
}
