import { computed, effect, inject, linkedSignal, Service, signal } from '@angular/core';
import type {
  AgentView,
  AlertView,
  ClinicView,
  LiveSnapshot,
  StandingView,
  TeamView,
  WaitingView,
} from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { type Departure, departures } from './departures';
import { LiveClient, type WatchOptions } from './live-client';
import { Replay } from './replay';
import { isMarked, urgentCalls } from './worst-level';

const quarterMs = 900_000;

type Grouped<T> = ReadonlyMap<string, readonly T[]>;

const grouped = <T>(entries: readonly T[], key: (entry: T) => readonly string[]): Grouped<T> => {
  const groups = new Map<string, T[]>();
  for (const entry of entries) {
    for (const id of key(entry)) {
      const group = groups.get(id);
      if (group === undefined) groups.set(id, [entry]);
      else group.push(entry);
    }
  }
  return groups;
};

const queued = (waiting: LiveSnapshot['waiting']): readonly WaitingView[] =>
  Object.values(waiting)
    .filter((caller) => caller.phase !== 'greeting')
    .toSorted((a, b) => a.since - b.since);

/** The board as the pages draw it: the same numbers, in the order and the groups of the page. */
@Service()
export class LiveStore {
  private readonly client = inject(LiveClient);
  private readonly replay = inject(Replay);
  private readonly still = signal<{ readonly board: LiveSnapshot; readonly now: number } | null>(null);

  readonly connection = this.client.connection;
  /** How many times the link to the server came back after it was lost. */
  readonly returns = this.client.returns;
  readonly isAway = this.client.isAway;
  /** Whether the viewer holds the picture still. */
  readonly frozen = computed(() => this.still() !== null && !this.isPast());
  /** Whether a moment of the past is shown: then nothing is of now, and nothing can be done. */
  readonly isPast = this.replay.isOn;
  readonly board = computed(() =>
    this.isPast() ? this.replay.board() : (this.still()?.board ?? this.client.board()),
  );
  /** The instant the picture is drawn for, ms since 1970. */
  readonly now = computed(() => {
    const past = this.isPast() ? this.replay.board() : null;
    if (past !== null) return Date.parse(past.at);
    return this.replay.at() ?? this.still()?.now ?? this.client.now();
  });
  /** What is going on, whatever is looked at; null while nobody watches. */
  readonly present = computed(() => {
    const [board, now] = [this.client.board(), this.client.now()];
    return board && { board, now, marked: isMarked(board, now) };
  });

  /** When the quarter of an hour of that instant began. */
  readonly quarterNow = computed(() => Math.floor(this.now() / quarterMs) * quarterMs);

  readonly centre = computed(() => this.board()?.centre ?? null);
  readonly totals = computed(() => this.board()?.totals ?? null);
  readonly satisfaction = computed(() => this.board()?.satisfaction ?? null);
  private readonly concernsById = computed(() => this.board()?.concerns ?? {});
  readonly headline = computed(() => this.board()?.headline ?? null);
  private readonly teamsById = computed(() => this.board()?.teams ?? {});
  readonly clinics = computed(() => this.board()?.clinics ?? {});
  private readonly waitingById = computed(() => this.board()?.waiting ?? {});
  private readonly agentsById = computed(() => this.board()?.agents ?? {});
  private readonly quartersByStart = computed(() => this.board()?.quarters ?? {});
  private readonly sourcesById = computed(() => this.board()?.sources ?? {});

  readonly sources = computed(() =>
    Object.values(this.sourcesById()).toSorted((a, b) => a.id.localeCompare(b.id)),
  );
  /** Callers who were not content and wish to be called back, the latest answer first. */
  readonly concerns = computed(() =>
    Object.values(this.concernsById()).toSorted(
      (a, b) => b.answeredAt - a.answeredAt || a.id.localeCompare(b.id),
    ),
  );
  /** Urgent calls, those that go on and the latest first, then bursts of difficult ones. */
  readonly alerts = computed<readonly AlertView[]>(() =>
    Object.values(this.board()?.alerts ?? {}).toSorted(
      (a, b) =>
        b.kind.localeCompare(a.kind) ||
        Number(b.isOpen) - Number(a.isOpen) ||
        b.at - a.at ||
        a.id.localeCompare(b.id),
    ),
  );
  /** Calls marked urgent that go on. */
  readonly urgent = computed(() => urgentCalls(this.board()?.alerts ?? {}));
  readonly teams = computed<readonly TeamView[]>(() =>
    Object.values(this.teamsById()).toSorted((a, b) => a.order - b.order || a.name.localeCompare(b.name)),
  );
  /** Who waits by team, on the board of a secretary, which has no teams. */
  readonly standing = computed<readonly StandingView[]>(() =>
    Object.values(this.board()?.standing ?? {}).toSorted(
      (a, b) => a.order - b.order || a.name.localeCompare(b.name),
    ),
  );
  readonly clinicList = computed<readonly ClinicView[]>(() =>
    Object.values(this.clinics()).toSorted((a, b) => a.name.localeCompare(b.name)),
  );
  /** Callers in a queue, longest wait first. */
  readonly waiting = computed(() => queued(this.waitingById()));
  readonly waitingByTeam = computed(() => grouped(this.waiting(), (caller) => [caller.teamId]));
  readonly waitingByClinic = computed(() => grouped(this.waiting(), (caller) => [caller.clinicId]));
  readonly agents = computed<readonly AgentView[]>(() => Object.values(this.agentsById()));
  readonly agentsByTeam = computed<Grouped<AgentView>>(() =>
    grouped(
      this.agents().toSorted((a, b) => a.name.localeCompare(b.name)),
      (agent) => agent.teamIds,
    ),
  );
  readonly quarters = computed(() =>
    Object.values(this.quartersByStart()).toSorted((a, b) => a.start.localeCompare(b.start)),
  );

  private readonly followed = linkedSignal<
    LiveSnapshot | null,
    { readonly board: LiveSnapshot | null; readonly left: ReadonlyMap<string, Departure> }
  >({
    source: () => this.board(),
    computation: (board, previous) => ({ board, left: departures(previous?.value.board ?? null, board) }),
  });
  /** Patients who left with the last frame, and how, where it tells. */
  readonly departed = computed(() => this.followed().left);

  /** Whether the pointer or the keyboard is on the clinics in trouble: then they hold still. */
  readonly troubleHeld = signal(false);
  readonly trouble = linkedSignal<{ clinics: LiveSnapshot['clinics']; held: boolean }, TroubleList>({
    source: () => ({ clinics: this.clinics(), held: this.troubleHeld() }),
    computation: (input, previous) => nextTroubleList(previous?.value, input),
  });

  /** Whether anything is marked, so that nobody says that all is well. */
  readonly marked = computed(() => {
    const board = this.board();
    return board !== null && isMarked(board, this.now());
  });

  constructor() {
    const formats = inject(Formats);
    effect(() => {
      const zone = this.centre()?.timezone;
      if (zone !== undefined) formats.zone.set(zone);
    });
  }

  /** Watches a tenant; the server's own choice when undefined. */
  watch(tenant: string | undefined, options: WatchOptions = {}): void {
    this.still.set(null);
    this.client.watch(tenant, options);
  }

  /** Watches nothing any more. */
  stay(tenant: string | undefined): void {
    this.still.set(null);
    this.client.stay(tenant);
  }

  /** Holds the picture still, or lets it go on with what has come meanwhile. */
  toggleFreeze(): void {
    const board = this.client.board();
    this.still.set(this.still() === null && board !== null ? { board, now: this.client.now() } : null);
  }

  team(id: string): TeamView | undefined {
    return this.teamsById()[id];
  }
}

/** Clinics in trouble, in the order drawn. */
export type TroubleList = readonly string[];

export type TroubleInput = {
  readonly clinics: { readonly [id: string]: ClinicView };
  /** Whether the pointer or the keyboard is on the list: then nothing on it moves. */
  readonly held: boolean;
};

/** The order of the server, which holds still for a minute at a time. */
function inOrder(clinics: TroubleInput['clinics']): string[] {
  return Object.values(clinics)
    .flatMap(({ id, troubleRank }) => (troubleRank === null ? [] : [{ id, troubleRank }]))
    .sort((a, b) => a.troubleRank - b.troubleRank)
    .map(({ id }) => id);
}

/** The list a moment later. While it is held, rows stay where they are, calm ones too; who comes stands at the end. */
export function nextTroubleList(
  before: TroubleList | undefined,
  { clinics, held }: TroubleInput,
): TroubleList {
  const ids = inOrder(clinics);
  if (!held || before === undefined) return ids;
  const there = before.filter((id) => clinics[id] !== undefined);
  return [...there, ...ids.filter((id) => !there.includes(id))];
}
