import { hash } from 'node:crypto';

import type { PlanDay, StaffDay, StaffPlanChanges, TeamDay } from '@vigie/contracts';
import { dateOfDay, dayMs, dayOfDate, minuteMs, todayOf, zoneOf } from '@vigie/metrics';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { Viewer } from '../../access/viewer';
import { Bell } from '../../platform/bell';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database';
import { notFound, Problem } from '../../platform/problems';
import { parseSpan } from '../calendar';
import { changedMeanwhile } from '../change-item';
import type { TeamSettings } from '../resolved-settings';
import { newestOf } from '../settings-items';
import { itemsSeen } from '../settings-scope';
import { lockSettings, readVersions } from '../settings-store';
import { TenantSettings } from '../tenant-settings';
import { quartersBy, quartersOf, spansOf, type PlannedSpanOfDay } from './planned-spans';
import { listPlanChanges, readStaffPlan } from './staff-plan-store';
import { StaffPlanner } from './staff-planner';
import { plannedAt } from './usual-plan';

type Asking = Pick<Viewer, 'tenantId' | 'scopeOf' | 'personId' | 'name'>;
type TeamRights = (permission: 'settings.see' | 'settings.change') => (id: string) => boolean;

const mostChangesShown = 50;
const quarterMs = 15 * minuteMs;

/** Who is planned on a day, team by team, and the plan of one day entered by hand: the same that a table of staff brings. */
@Injectable()
export class StaffDays {
  constructor(
    private readonly database: Database,
    private readonly settings: TenantSettings,
    private readonly planner: StaffPlanner,
    private readonly clock: Clock,
    private readonly bell: Bell,
  ) {}

  /** The teams of the viewer's scope; without a date on the centre's present day. */
  read(viewer: Asking, date: string | undefined): Promise<StaffDay> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const rights = await this.rightsOf(tx, viewer);
      const today = todayOf(this.settings.current(tenantId).timezone, this.clock.now());
      const day = date ?? today;
      const teams = await this.teamsOn(tx, tenantId, day, rights);
      return { today, day, teams };
    });
  }

  /** Rejects with 404 for a team that is not of the viewer's scope. */
  changes(viewer: Asking, teamId: string): Promise<StaffPlanChanges> {
    const { tenantId } = viewer;
    return this.database.withTenant(tenantId, async (tx) => {
      const rights = await this.rightsOf(tx, viewer);
      if (!rights('settings.see')(teamId)) throw noTeam();
      const kept = await listPlanChanges(tx, tenantId, teamId, mostChangesShown);
      return kept.map(({ at, before, after, ...rest }) => ({
        ...rest,
        at: new Date(at).toISOString(),
        before: before && spansOf(before),
        after: after && spansOf(after),
      }));
    });
  }

  /**
   * Plans one day of a team anew, or leaves it to the usual week again. Rejects with 404 outside the viewer's scope, 403
   * where they may not change it, 409 when it was planned otherwise since the form began, 400 at a span that says nothing
   * of that day.
   */
  async plan(viewer: Asking, teamId: string, { day, revision, spans }: PlanDay): Promise<TeamDay> {
    const { tenantId, personId, name } = viewer;
    if (spans !== null) requireOfOneDay(spans);
    const planned = await this.database.withTenant(tenantId, async (tx) => {
      await lockSettings(tx, tenantId);
      const rights = await this.rightsOf(tx, viewer);
      if (!rights('settings.see')(teamId)) throw noTeam();
      if (!rights('settings.change')(teamId)) throw notTheirs();
      const was = await this.teamOn(tx, tenantId, day, { teamId, rights });
      if (was.revision !== revision) throw changedMeanwhile();
      const quarters = spans && quartersOf(spans);
      const signed = { at: this.clock.now(), by: { id: personId, name: name ?? '' } };
      await this.planner.keep(tx, tenantId, [{ teamId, day: dayOfDate(day), quarters }], signed);
      return this.teamOn(tx, tenantId, day, { teamId, rights });
    });
    this.bell.ring(tenantId);
    return planned;
  }

  private async teamOn(
    tx: EntityManager,
    tenantId: string,
    day: string,
    { teamId, rights }: Readonly<{ teamId: string; rights: TeamRights }>,
  ): Promise<TeamDay> {
    const teams = await this.teamsOn(tx, tenantId, day, rights);
    const found = teams.find((team) => team.teamId === teamId);
    if (found === undefined) throw noTeam();
    return found;
  }

  private async teamsOn(
    tx: EntityManager,
    tenantId: string,
    date: string,
    rights: TeamRights,
  ): Promise<TeamDay[]> {
    const zone = zoneOf(this.settings.current(tenantId).timezone);
    const day = dayOfDate(date);
    const now = zone.wallClock(this.clock.now());
    // By the settings that hold on that day: what begins tomorrow says nothing of today.
    const { teams } = this.settings.at(tenantId, zone.startOfDay(day));
    const plans = await readStaffPlan(tx, tenantId, { first: day, last: day });
    return teams
      .filter(({ id }) => rights('settings.see')(id))
      .map((team) => ({
        ...teamDay(team, day, plans.find(({ teamId }) => teamId === team.id)?.quarters, now),
        mayChange: rights('settings.change')(team.id),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name));
  }

  private async rightsOf(tx: EntityManager, { tenantId, scopeOf }: Asking): Promise<TeamRights> {
    await this.settings.ensureLoaded(tx, tenantId);
    const file = newestOf(await readVersions(tx, tenantId));
    return (permission) => {
      const sees = itemsSeen(scopeOf(permission), file);
      return (id) => sees({ kind: 'teams', id });
    };
  }
}

function teamDay(
  team: TeamSettings,
  day: number,
  ofDay: readonly number[] | undefined,
  now: Readonly<{ day: number; time: number }>,
): Omit<TeamDay, 'mayChange'> {
  const usual = quartersBy((time) => team.usualPlan?.(day, time) ?? null);
  const planned = quartersBy((time) => plannedAt(team, ofDay, day, time));
  const missing = quartersBy((time) => team.absences?.(day, time) ?? 0);
  return {
    teamId: team.id,
    name: team.name,
    usual: spansOf(usual),
    ofDay: ofDay === undefined ? null : spansOf(ofDay),
    missing: spansOf(missing) ?? [],
    planned: spansOf(planned),
    now: now.day === day ? (planned[Math.floor(now.time / quarterMs)] ?? null) : null,
    revision: ofDay === undefined ? 'none' : hash('sha256', JSON.stringify(ofDay), 'hex').slice(0, 24),
  };
}

/** A plan of one day says nothing of the next. */
function requireOfOneDay(spans: readonly PlannedSpanOfDay[]): void {
  const faults = spans.flatMap(({ span }, index) =>
    parseSpan(span).end > dayMs
      ? [{ field: `spans[${index}]`, message: `${span} ends on the next day` }]
      : [],
  );
  if (faults.length === 0) return;
  const detail = 'A plan of one day ends with it: plan the next day too.';
  throw new Problem({ code: 'invalid_plan', status: 400, detail, faults });
}

/** Whether a text is a date that a plan may be of. */
export function isPlannable(text: unknown): text is string {
  if (typeof text !== 'string' || !/^2[01]\d\d-\d\d-\d\d$/u.test(text)) return false;
  const day = dayOfDate(text);
  return !Number.isNaN(day) && dateOfDay(day) === text;
}

const noTeam = (): Problem => notFound('There is no such team.');

function notTheirs(): Problem {
  return new Problem({ code: 'forbidden', status: 403, detail: 'This team is not yours to plan.' });
}
