import {
  callerFactsOf,
  callOfCaller,
  placedCallOf,
  type Call,
  type CallerFact,
  type CallFact,
  type CallOfCaller,
  type Instant,
} from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey } from '../event-log/logged-event';
import { inSlices } from '../platform/breather';
import { TenantSettings } from '../settings/tenant-settings';
import type { Line } from './obligation-columns';
import type { NotedCall, PlannedNote } from './obligation-note';
import { factsOfNote } from './obligation-notes';
import { ObligationStore } from './obligation-store';
import { foldByArrival } from './refold-call';
import { callOfLine, type CallOfLine } from './touched-callers';

/** What a line is folded from. */
export type LineFacts = {
  readonly line: Line;
  readonly facts: CallerFact[];
  readonly calls: Map<string, CallOfCaller>;
  /** When those of them that are over ended. */
  readonly ends: Map<string, Instant>;
};

/** Whose call is whose, and everything that happened between one caller and one clinic. */
@Injectable()
export class ObligationLines {
  constructor(
    private readonly settings: TenantSettings,
    private readonly store: ObligationStore,
  ) {}

  /** Everything of each of these lines, in the order they are given. */
  async factsOf(tx: EntityManager, tenantId: string, lines: readonly Line[]): Promise<LineFacts[]> {
    const byLine = new Map<string, LineFacts>(
      lines.map((line) => [line.key, { line, facts: [], calls: new Map(), ends: new Map() }]),
    );
    await inSlices(
      tenantId,
      await this.store.callsOf(tx, tenantId, lines),
      ({ lineKey, callKey: key, facts }) => {
        const call = this.call(tenantId, facts);
        // A number that was taken for the caller's own until it was withheld is nobody's.
        if (this.lineOf(tenantId, callOfLine(key, call)).key !== lineKey) return;
        byLine.get(lineKey)?.facts.push(...factsOfLine(key, call));
        byLine.get(lineKey)?.calls.set(key, callOfCaller(key, call));
        if (call.endedAt !== null) byLine.get(lineKey)?.ends.set(key, call.endedAt);
      },
    );
    const all = [...byLine.values()];
    const keys = all.flatMap(({ line, calls }) => [
      ...calls.keys(),
      ...(line.callKey === null ? [] : [line.callKey]),
    ]);
    const notes = await this.store.notesOf(tx, tenantId, keys);
    const byCall = Map.groupBy(notes, (note) => note.callKey);
    const byCallback = Map.groupBy(notes, ({ callbackKey }) => callbackKey);
    const placed = await this.placedCalls(tx, tenantId, notes);
    for (const entry of all) {
      const { callKey: own } = entry.line;
      const planned = own === null ? undefined : byCall.get(own)?.find(isPlanned);
      entry.facts.push(
        ...(planned === undefined
          ? notedFacts(entry, { byCall, byCallback })
          : this.followupFacts(tenantId, planned, byCall.get(planned.callKey) ?? [])),
      );
      joinPlaced(entry, placed);
    }
    return all;
  }

  /** Calls of ours that requests brought about, as facts of whoever was to be called. */
  private async placedCalls(
    tx: EntityManager,
    tenantId: string,
    notes: readonly NotedCall[],
  ): Promise<readonly CallerFact[]> {
    const requests = new Map(
      notes.flatMap(({ callKey: key, note }) => (note.kind === 'placed' ? [[key, note.requestId]] : [])),
    );
    const calls = await this.store.callsByKey(tx, tenantId, [...requests.keys()]);
    return calls.flatMap(({ callKey: key, facts }) =>
      placedCallOf(key, this.call(tenantId, facts), requests.get(key) ?? ''),
    );
  }

  /** What was planned, and done about it; nothing where the clinic had no follow-ups when it was planned. */
  private followupFacts(
    tenantId: string,
    { callKey: key, at, note }: NotedFollowup,
    notes: readonly NotedCall[],
  ): readonly CallerFact[] {
    const settings = this.settings.at(tenantId, at);
    if (!settings.clinic(note.clinicId).followUps) return [];
    const queue = settings.queues.find(({ clinicId }) => clinicId === note.clinicId);
    const call: CallOfCaller = {
      ...nobodysCall,
      callKey: key,
      teamId: queue === undefined ? null : settings.teamOfQueue(queue.id),
      language: note.language,
    };
    return notes.flatMap((one) => factsOfNote(one, call));
  }

  /** Folds a call by the rules of its arrival. */
  call(tenantId: string, facts: readonly CallFact[]): Call {
    return foldByArrival(facts, (instant) => this.settings.rulesAt(tenantId, instant));
  }

  /** The line that a call is of. */
  lineOf(tenantId: string, { callKey: key, clinicId, aniHash }: CallOfLine): Line {
    const isOwn = aniHash !== null && !this.settings.current(tenantId).isSharedCaller(aniHash);
    const name = isOwn ? `${clinicId}\u0001${aniHash}` : key;
    return { key: callKey('line', name), clinicId, aniHash, callKey: isOwn ? null : key };
  }
}

type NotedFollowup = NotedCall & { readonly note: PlannedNote };
const isPlanned = (noted: NotedCall): noted is NotedFollowup => noted.note.kind === 'planned';

const nobodysCall: Omit<CallOfCaller, 'callKey' | 'teamId' | 'language'> = {
  outcome: null,
  waitMs: null,
  queueId: null,
  reason: null,
  urgent: false,
  mask: null,
};

/** A caller without a number cannot be called back; a message or a wish may say how. */
const factsOfLine = (key: string, call: Call): readonly CallerFact[] =>
  callerFactsOf(key, call).filter(
    (fact) => fact.kind !== 'lost' || fact.cause !== 'unanswered' || callOfLine(key, call).aniHash !== null,
  );

type KnownNotes = {
  readonly byCall: ReadonlyMap<string, readonly NotedCall[]>;
  readonly byCallback: ReadonlyMap<string | null, readonly NotedCall[]>;
};

/**
 * What was noted of the line's calls; a try of a callback that was asked for on one may be told as a call of its own.
 * The asking itself is of the line it was first told of: whoever tries is not owed another.
 */
function notedFacts({ calls }: LineFacts, { byCall, byCallback }: KnownNotes): readonly CallerFact[] {
  return [...calls].flatMap(([key, call]) =>
    (byCall.get(key) ?? []).flatMap((note) => {
      if (isOfRequest(note)) return factsOfNote(note, call);
      const same = note.callbackKey === null ? [note] : (byCallback.get(note.callbackKey) ?? []);
      const isAskedHere = calls.has(firstAsked(same)?.callKey ?? key);
      return same
        .filter((one) => isAskedHere || one.note.kind !== 'asked')
        .flatMap((one) => factsOfNote(one, calls.get(one.callKey) ?? call));
    }),
  );
}

/** What is told of a request is of the line on whose behalf it was asked, whatever the call that followed is of. */
const isOfRequest = ({ note: { kind } }: NotedCall): boolean =>
  kind === 'callAsked' || kind === 'callTold' || kind === 'placed';

/** Calls that were placed on behalf of the line are its own, whether they are told to be this caller's or not. */
function joinPlaced({ facts }: LineFacts, placed: readonly CallerFact[]): void {
  const asked = new Set(facts.flatMap((fact) => (fact.kind === 'callAsked' ? [fact.requestId] : [])));
  for (const fact of placed) {
    if (fact.kind !== 'dialled' || !asked.has(fact.requestId ?? '')) continue;
    const known = facts.findIndex(({ key }) => key === fact.key);
    if (known === -1) facts.push(fact);
    else facts[known] = fact;
  }
}

function firstAsked(notes: readonly NotedCall[]): NotedCall | undefined {
  const asked = notes.filter(({ note }) => note.kind === 'asked');
  return asked.toSorted((a, b) => a.at - b.at || (a.noteKey < b.noteKey ? -1 : 1))[0];
}
