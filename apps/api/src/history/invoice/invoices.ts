import { Injectable } from '@nestjs/common';
import type { Invoice, InvoiceLine } from '@vigie/contracts';
import { localClock, namedRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { seesAllOfClinic } from '../../access/scope-reach';
import type { Viewer } from '../../access/viewer';
import { FigureReader } from '../../metrics/figure-reader';
import { planTime } from '../../metrics/time-plan';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { badRequest, Problem } from '../../platform/problems';
import type { ContractLine } from '../../settings/contract-lines';
import { TenantSettings } from '../../settings/tenant-settings';
import { HistoryQuestions } from '../history-questions';
import { countListed } from '../listed-count';
import { addUp, type Sums } from '../sums';
import { ownCountsOf, replaceOwnCounts, type OwnCount } from './invoice-count-store';
import { readOwnCounts, type KnownClinic } from './read-own-counts';

type ClinicLines = KnownClinic & {
  readonly name: string;
  readonly lines: readonly ContractLine[];
};

/** Calls by clinic and contract line, beside what the centre itself counted. */
@Injectable()
export class Invoices {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly settings: TenantSettings,
    private readonly questions: HistoryQuestions,
    private readonly figures: FigureReader,
  ) {}

  async of(viewer: Viewer, asked: unknown): Promise<Invoice> {
    return this.database.withTenant(viewer.tenantId, async (tx) => {
      const { month, timezone, end } = await this.monthOf(tx, viewer, asked);
      const clinics = await this.clinicsOf(tx, viewer, end);
      const own = await ownCountsOf(tx, viewer.tenantId, month);
      const lines: InvoiceLine[] = [];
      for (const clinic of clinics)
        for (const line of clinic.lines) {
          const counted = own.filter(({ clinicId, lineId }) => clinicId === clinic.id && lineId === line.id);
          lines.push(await this.lineOf(tx, viewer, { clinic, line, month, counted }));
        }
      const seen = new Set(clinics.map(({ id }) => id));
      const entered = own.filter(({ clinicId }) => seen.has(clinicId)).map(({ enteredAt }) => enteredAt);
      const enteredAt = entered.length === 0 ? null : new Date(Math.max(...entered)).toISOString();
      return { month, timezone, running: end > this.clock.now(), enteredAt, lines };
    });
  }

  /**
   * Puts what a table says in the place of what the centre had counted of a month, for the clinics of the viewer's scope.
   * Throws 400 `invalid_counts` with `faults` by line of the table; then nothing is taken.
   */
  async take(viewer: Viewer, asked: unknown, text: string): Promise<Invoice> {
    const { tenantId } = viewer;
    await this.database.withTenant(tenantId, async (tx) => {
      const { month, end } = await this.monthOf(tx, viewer, asked);
      const clinics = await this.clinicsOf(tx, viewer, end);
      const read = readOwnCounts(text, month, clinics);
      if (!read.ok) throw invalidCounts(read.faults);
      const taken = { month, clinicIds: clinics.map(({ id }) => id), counts: read.counts };
      await replaceOwnCounts(tx, tenantId, taken, this.clock.now());
    });
    return this.of(viewer, asked);
  }

  /** The month asked for, by default the latest that has ended, by the centre's clock. */
  private async monthOf(tx: EntityManager, { tenantId }: Viewer, asked: unknown) {
    await this.settings.ensureLoaded(tx, tenantId);
    const now = this.clock.now();
    const { timezone } = this.settings.at(tenantId, now);
    const before = namedRange('month', now, timezone).start - 1;
    const month = asked === undefined ? localClock(before, timezone).date.slice(0, 7) : asked;
    if (typeof month !== 'string' || !/^\d{4}-(0[1-9]|1[0-2])$/u.test(month))
      throw badRequest('invalid_parameter', '`month` must be a month such as 2026-10.');
    const { end } = namedRange('month', Date.parse(`${month}-15T12:00:00Z`), timezone);
    return { month, timezone, end };
  }

  /** The clinics of which the viewer sees every call, with the lines of the contract at the end of the month. */
  private async clinicsOf(
    tx: EntityManager,
    { tenantId, scope }: Viewer,
    end: number,
  ): Promise<readonly ClinicLines[]> {
    const { clinics } = await this.settings.known(tx, tenantId);
    const settings = this.settings.at(tenantId, Math.min(end - 1, this.clock.now()));
    return clinics
      .filter(({ id, isImplied }) => !isImplied && seesAllOfClinic(scope, id))
      .map(({ id }) => {
        const { name, shortName, contractLines } = settings.clinic(id);
        return { id, name, names: [id, name, shortName], lines: contractLines };
      })
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  /** Counted as the list of its calls is: by the very question that its address asks. */
  private async lineOf(
    tx: EntityManager,
    viewer: Viewer,
    of: { clinic: ClinicLines; line: ContractLine; month: string; counted: readonly OwnCount[] },
  ): Promise<InvoiceLine> {
    const { clinic, line, month, counted } = of;
    const narrowed = { clinicId: clinic.id, ...line.narrowing };
    const address = { ...narrowed, range: 'month', on: `${month}-01`, compare: 'none', interval: '1d' };
    const { question, options } = await this.questions.read(tx, viewer, address);
    const plan = planTime(question);
    const figures = await this.figures.read(tx, viewer.tenantId, { ...question, withoutWaits: true }, plan);
    const countOf = (sums: Sums): number => countListed(line.count, sums, options);
    const query = (range: string, on: string): string =>
      toQuery({ ...narrowed, range, on, count: line.count });
    const ofMonth = counted.find(({ period }) => period === month);
    const byDay = new Map(counted.map(({ period, calls: theirs }) => [period, theirs]));
    byDay.delete(month);
    const calls = countOf(addUp(figures));
    const own = ofMonth?.calls ?? (byDay.size === 0 ? null : sumOf([...byDay.values()]));
    const ours = plan.rows.map(({ start }, row): [string, number] => [
      localClock(start, question.timezone).date,
      countOf(addUp(figures.filter((one) => one.row === row))),
    ]);
    const days = differingDays(new Map(ours), byDay, ofMonth === undefined);
    return {
      clinicId: clinic.id,
      clinicName: clinic.name,
      lineId: line.id,
      lineName: line.name,
      count: line.count,
      calls,
      own,
      difference: own === null ? null : own - calls,
      query: query('month', `${month}-01`),
      days: days.map((day) => ({ ...day, query: query('today', day.date) })),
    };
  }
}

/**
 * The days on which the centre counted otherwise. `isWhole`: it counted by day alone, so that a day it names nowhere is one
 * of no calls, as it is in its sum of the month.
 */
function differingDays(
  ours: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number>,
  isWhole: boolean,
): Omit<InvoiceLine['days'][number], 'query'>[] {
  const dates = isWhole && theirs.size > 0 ? [...ours.keys(), ...theirs.keys()] : [...theirs.keys()];
  return [...new Set(dates)].toSorted().flatMap((date) => {
    const [calls, own] = [ours.get(date) ?? 0, theirs.get(date) ?? 0];
    return calls === own ? [] : [{ date, calls, own, difference: own - calls }];
  });
}

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, calls) => sum + calls, 0);

function toQuery(address: Readonly<Record<string, string | readonly string[]>>): string {
  const pairs = Object.entries(address).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

function invalidCounts(faults: Problem['faults']): Problem {
  const detail = 'Nothing was taken: some rows cannot be read.';
  return new Problem({ code: 'invalid_counts', status: 400, detail, ...(faults && { faults }) });
}
