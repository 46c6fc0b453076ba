import { foldObligations, isCallFactType, type Instant, type Obligation } from '@vigie/calls';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { callKey, type LoggedEvent } from '../event-log/logged-event';
import { sourceOfCall } from '../event-log/server-events';
import { inSlices } from '../platform/breather';
import { eraseNumbersOfCalls } from '../privacy/number-vault-store';
import { TenantSettings } from '../settings/tenant-settings';
import { lowestKey } from './call-row-store';
import { withCallerNames } from './caller-names';
import {
  obligationNoteTable,
  obligationTable,
  toRow,
  type Line,
  type ObligationRow,
} from './obligation-columns';
import { ObligationLines, type LineFacts } from './obligation-lines';
import type { NotedCall } from './obligation-note';
import { isObligationEvent, mayBeNoted, notedCallOf } from './obligation-notes';
import { ObligationRules } from './obligation-rules';
import { ObligationStore } from './obligation-store';
import type { Projection } from './projection';
import { callOfLine, type CallOfLine } from './touched-callers';
import { Turn, type Standpoint } from './turn';

const linesAtOnce = 1_000;

/**
 * What clinics owe callers: of a caller of whom anything was told, everything between them and the clinic is folded
 * again from their calls and from what was done about them. Comes after the calls, which the turn has written.
 */
@Injectable()
export class ObligationProjection implements Projection {
  readonly name = 'obligations';
  readonly version = 5;
  readonly tables = [obligationTable, obligationNoteTable];

  constructor(
    private readonly lines: ObligationLines,
    private readonly store: ObligationStore,
    private readonly rules: ObligationRules,
    private readonly settings: TenantSettings,
  ) {}

  /** Calls are looked at as the turn left them; read again from the log, as they are stored. */
  takes(type: string): boolean {
    return isObligationEvent(type) || isCallFactType(type);
  }

  async fold(tx: EntityManager, turn: Turn, events: readonly LoggedEvent[]): Promise<void> {
    const { tenantId } = turn.place;
    const told = await this.notesToKeep(tx, turn, await this.named(tx, tenantId, events));
    const notes = distinctBy(told, ({ noteKey }) => noteKey);
    await this.store.addNotes(tx, tenantId, notes);
    const noted = await this.callsNoted(tx, tenantId, notes);
    const isReadAgain = turn.standings.has(this.name);
    const calls = isReadAgain ? await this.callsTold(tx, tenantId, events) : turn.callers.calls;
    const asking = await this.callsAsking(tx, tenantId, calls);
    await this.foldLines(tx, turn, [...(await this.concerned(tx, tenantId, calls)), ...asking, ...noted]);
  }

  /** What is planned tells its patient by a hash, which calls may know under the key before. */
  private async named(
    tx: EntityManager,
    tenantId: string,
    events: readonly LoggedEvent[],
  ): Promise<readonly LoggedEvent[]> {
    const told = events.filter(mayBeNoted);
    return withCallerNames(tx, tenantId, this.settings.callerKeys(tenantId), told);
  }

  /** A note of a call that was kept as long as it may be is of nobody. */
  private async notesToKeep(
    tx: EntityManager,
    { place: { tenantId, kept } }: Turn,
    events: readonly LoggedEvent[],
  ): Promise<readonly NotedCall[]> {
    const notes = events.flatMap((event) => notedCallOf(event) ?? []);
    if (notes.length === 0 || (kept?.callsFrom ?? null) === null) return notes;
    const gone = await this.store.gone(
      tx,
      tenantId,
      notes.map((note) => note.callKey),
    );
    return notes.filter((note) => !gone.has(note.callKey));
  }

  async forget(tx: EntityManager, tenantId: string): Promise<void> {
    await this.store.forget(tx, tenantId);
  }

  /** Settings changed from an instant on: whose call it was, what was covered, until when it could be made good. */
  async settleAnew(tx: EntityManager, { place, standings }: Standpoint, from: Instant): Promise<void> {
    if (standings.has(this.name)) return;
    const turn = new Turn(place, standings);
    const { tenantId } = place;
    for (let after: string | undefined = lowestKey; after !== undefined;) {
      const keys: string[] = await this.store.callsToSettle(tx, tenantId, {
        from,
        after,
        limit: linesAtOnce,
      });
      await this.foldLines(tx, turn, await this.callsOfKeys(tx, tenantId, keys));
      after = keys.at(-1);
    }
    // Lines whose opening call is of another caller now keep nothing of it.
    await this.foldLinesAnew(tx, turn, await this.store.linesSince(tx, tenantId, from));
  }

  /** What these calls, which no event told anything new of, are owed now. */
  async foldCallsAnew(tx: EntityManager, turn: Turn, callKeys: readonly string[]): Promise<void> {
    await this.foldLines(tx, turn, await this.callsOfKeys(tx, turn.place.tenantId, callKeys));
  }

  /** What these follow-ups, whose patients were renamed or forgotten, are now. */
  async foldPlannedAnew(tx: EntityManager, turn: Turn, keys: readonly string[]): Promise<void> {
    await this.foldLines(tx, turn, await this.store.plannedOf(tx, turn.place.tenantId, keys));
  }

  /** What these callers are owed now on the lines on which they were owed anything. */
  async foldCallersAnew(tx: EntityManager, turn: Turn, hashes: readonly string[]): Promise<void> {
    await this.foldLinesAnew(tx, turn, await this.store.linesOfCallers(tx, turn.place.tenantId, hashes));
  }

  async foldLinesAnew(tx: EntityManager, turn: Turn, lines: readonly Line[]): Promise<void> {
    for (let at = 0; at < lines.length; at += linesAtOnce)
      await this.foldThese(tx, turn, lines.slice(at, at + linesAtOnce));
  }

  /** Calls of which something was noted, and those that the same callbacks were noted on. */
  private async callsNoted(
    tx: EntityManager,
    tenantId: string,
    notes: readonly NotedCall[],
  ): Promise<CallOfLine[]> {
    if (notes.length === 0) return [];
    const callbacks = notes.flatMap(({ callbackKey }) => callbackKey ?? []);
    const others = await this.store.callsOfCallbacks(tx, tenantId, callbacks);
    return this.linesOf(tx, tenantId, [...new Set([...notes.map((note) => note.callKey), ...others])]);
  }

  /** Those on whose behalf our own calls among these were asked for: they may be of another caller, as they are told. */
  private async callsAsking(
    tx: EntityManager,
    tenantId: string,
    calls: readonly CallOfLine[],
  ): Promise<CallOfLine[]> {
    const ours = calls.filter(({ isOurs }) => isOurs).map((call) => call.callKey);
    if (ours.length === 0) return [];
    return this.linesOf(tx, tenantId, await this.store.callsAsking(tx, tenantId, ours));
  }

  /** Calls and follow-ups with these keys. */
  private async linesOf(tx: EntityManager, tenantId: string, keys: readonly string[]): Promise<CallOfLine[]> {
    const planned = await this.store.plannedOf(tx, tenantId, keys);
    return [...(await this.callsOfKeys(tx, tenantId, keys)), ...planned];
  }

  private callsTold(
    tx: EntityManager,
    tenantId: string,
    events: readonly LoggedEvent[],
  ): Promise<CallOfLine[]> {
    const facts = events.filter(({ type }) => isCallFactType(type));
    const keys = new Set(facts.map((event) => callKey(sourceOfCall(event), event.subject)));
    return this.callsOfKeys(tx, tenantId, [...keys]);
  }

  private async callsOfKeys(
    tx: EntityManager,
    tenantId: string,
    keys: readonly string[],
  ): Promise<CallOfLine[]> {
    const calls = await this.store.callsByKey(tx, tenantId, keys);
    return calls.map((kept) => callOfLine(kept.callKey, this.lines.call(tenantId, kept.facts)));
  }

  /** Of those told of, the ones that open an obligation and those of callers to whom something was owed before. */
  private async concerned(
    tx: EntityManager,
    tenantId: string,
    calls: readonly CallOfLine[],
  ): Promise<readonly CallOfLine[]> {
    const others = calls.filter(({ opens }) => !opens);
    if (others.length === 0) return calls;
    const lineKeys = others.map((call) => this.lines.lineOf(tenantId, call).key);
    const known = await this.store.known(tx, tenantId, {
      lineKeys,
      callKeys: others.map((call) => call.callKey),
    });
    return calls.filter(
      (call) => call.opens || known.has(call.callKey) || known.has(this.lines.lineOf(tenantId, call).key),
    );
  }

  private async foldLines(tx: EntityManager, turn: Turn, calls: readonly CallOfLine[]): Promise<void> {
    const lines = distinctBy(
      calls.map((call) => this.lines.lineOf(turn.place.tenantId, call)),
      ({ key }) => key,
    );
    await this.foldLinesAnew(tx, turn, lines);
  }

  private async foldThese(tx: EntityManager, turn: Turn, lines: readonly Line[]): Promise<void> {
    const { tenantId, kept } = turn.place;
    const gathered = await this.lines.factsOf(tx, tenantId, lines);
    const rows: ObligationRow[] = [];
    const settled: string[] = [];
    await inSlices(tenantId, gathered, ({ line, facts, ends }) => {
      const rules = this.rules.of(tenantId, line.clinicId);
      const owed = foldObligations(facts, rules);
      rows.push(...owed.map((obligation) => toRow(line, obligation, rules)));
      settled.push(...settledBy(owed, ends));
    });
    await eraseNumbersOfCalls(tx, tenantId, settled);
    // Of what began before details are kept, what is left no longer tells.
    const from = kept?.callsFrom ?? null;
    const written = from === null ? rows : rows.filter(({ obligation }) => obligation.openedAt >= from);
    const changed = await this.store.write(tx, tenantId, { lines, rows: written, from });
    for (const key of changed) turn.changes.push({ kind: 'obligation', key });
  }
}

/** The calls whose caller is owed nothing more; one that goes on, or came after, may open something of its own. */
function settledBy(owed: readonly Obligation[], ends: LineFacts['ends']): readonly string[] {
  if (owed.some(({ state }) => state === 'open')) return [];
  const closedAt = Math.max(...owed.map((one) => one.closedAt ?? 0));
  return [...ends].flatMap(([key, endedAt]) => (endedAt <= closedAt ? [key] : []));
}

function distinctBy<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}
