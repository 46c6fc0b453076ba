import { Injectable } from '@nestjs/common';
import { clinicAlert, type Instant, type TryOutcome } from '@vigie/calls';
import type { CallbackView } from '@vigie/contracts';

import { everything } from '../access/scope-reach';
import { Callbacks, type ListViewer } from '../callbacks/callbacks';
import { demoTenantId } from './demo-stage';

/** Who calls back in the demonstration, beside the secretaries who are on the floor of the day. */
const people = ['Élodie C.', 'Karim B.', 'Laia F.'] as const;
/** Of the list so many are left alone, so that whoever looks has somebody to call. */
const leftAlone = 8;
const looksEveryMs = 4_000;
const listed = 40;
const minuteMs = 60_000;
/** A patient who did not answer is not called again at once. */
const triedAgainMs = 25 * minuteMs;
/** One after the other: how long a call takes, what came of it, how long one rests. */
const callsMs = [45_000, 70_000, 30_000, 100_000, 55_000] as const;
const restsMs = [40_000, 90_000, 60_000] as const;
const outcomes = [
  'reached',
  'noAnswer',
  'reached',
  'messageLeft',
  'reached',
  'reached',
  'settled',
  'noAnswer',
  'reached',
  'wrongNumber',
] as const satisfies readonly TryOutcome[];

const viewer: ListViewer = {
  tenantId: demoTenantId,
  scope: everything,
  keyId: null,
  personId: null,
  name: null,
  roles: ['supervisor'],
};

type UnderWay = { readonly by: string; readonly id: string; readonly endsAt: Instant };

/** People of the demonstration at the list to call back: they say whom they call, and what came of it. */
@Injectable()
export class DemoCallers {
  private calls: readonly UnderWay[] = [];
  private readonly restUntil = new Map<string, Instant>();
  private looksAt: Instant = 0;
  private made = 0;

  constructor(private readonly callbacks: Callbacks) {}

  /** Lets them do what is due by now: at most one begins a call each time. */
  async turn(now: Instant): Promise<void> {
    if (now < this.looksAt) return;
    this.looksAt = now + looksEveryMs;
    for (const call of this.calls.filter(({ endsAt }) => endsAt <= now)) await this.end(call, now);
    const by = people.find((name) => this.isFree(name, now));
    const patient = by === undefined ? undefined : await this.next(now);
    if (by !== undefined && patient !== undefined) await this.begin(by, patient.id, now);
  }

  private isFree(name: string, now: Instant): boolean {
    return this.calls.every(({ by }) => by !== name) && (this.restUntil.get(name) ?? 0) <= now;
  }

  private async next(now: Instant): Promise<CallbackView | undefined> {
    const { callbacks } = await this.callbacks.list(viewer, { limit: listed });
    const free = callbacks.filter((one) => isToBeCalled(one, now));
    return free.length > leftAlone ? free[0] : undefined;
  }

  private async begin(by: string, id: string, now: Instant): Promise<void> {
    await this.callbacks.act(viewer, id, { kind: 'claimed' }, by);
    this.calls = [...this.calls, { by, id, endsAt: now + (callsMs[this.made % callsMs.length] ?? 0) }];
  }

  /** Whatever else has become of the patient meanwhile, the call is over. */
  private async end(call: UnderWay, now: Instant): Promise<void> {
    const outcome = outcomes[this.made % outcomes.length] ?? 'reached';
    this.made += 1;
    this.calls = this.calls.filter((one) => one !== call);
    this.restUntil.set(call.by, now + (restsMs[this.made % restsMs.length] ?? 0));
    await this.callbacks.act(viewer, call.id, { kind: 'tried', outcome }, call.by);
  }
}

/** What is asked after a discharge, and of the clinic then, is told with the day itself. */
const calledByOthers: readonly string[] = ['post_discharge', clinicAlert];

function isToBeCalled({ callable, inCall, claim, latestTry, followup }: CallbackView, now: Instant): boolean {
  if (followup !== null && calledByOthers.includes(followup.type)) return false;
  const isHeld = claim !== null && (claim.until === null || Date.parse(claim.until) > now);
  const wasJustTried = latestTry !== null && Date.parse(latestTry.at) + triedAgainMs > now;
  return callable && inCall === null && !isHeld && !wasJustTried;
}
