import type { IncomingEvent } from '../incoming-event';
import { minuteMs } from '../local-date';
import { afterLoss } from './after-loss';
import { attempt, leaveQueue } from './attempt';
import { createCaller } from './caller';
import { cutConversation, talk } from './conversation';
import type { DayPlan } from './day-plan';
import { arrivalsOf } from './demand';
import { dispatch } from './dispatch';
import { openFloor, type Floor } from './floor';
import { planFollowups } from './followups';
import { planShifts } from './shifts';

function planArrivals(floor: Floor): void {
  const arrivals = arrivalsOf(floor.plan, floor.chances.demand);
  arrivals.forEach((arrival, n) => {
    const caller = createCaller(floor.plan, arrival.clinic, n, floor.chances.caller);
    floor.agenda.plan(arrival.at, () => {
      floor.steps.call(caller);
    });
  });
}

/** The carrier fails: whoever is on the main telephone system is cut. */
function planOutage(floor: Floor): void {
  const { outage } = floor.plan.conditions;
  if (outage === null) return;
  floor.agenda.plan(floor.plan.base + outage.from * minuteMs, () => {
    for (const call of [...floor.open].filter((open) => open.caller.clinic.source === '/pbx/lyon')) {
      leaveQueue(floor, call, 'system');
      cutConversation(floor, call);
    }
  });
}

/**
 * Plays one day, event by event in order of time. What follows from the day (survey answers, callbacks) may lie some
 * days behind its end. Equal plans give equal events.
 */
export function* playDay(plan: DayPlan): Generator<IncomingEvent, void, void> {
  const floor = openFloor(plan, (opened) => ({
    call: (caller) => {
      attempt(opened, caller);
    },
    dispatch: () => {
      dispatch(opened);
    },
    talk: (call, agent) => {
      talk(opened, call, agent);
    },
    lost: (call) => {
      afterLoss(opened, call);
    },
  }));
  planShifts(floor);
  planArrivals(floor);
  planOutage(floor);
  planFollowups(floor);
  while (floor.agenda.runNext()) {
    if (floor.out.length === 0) continue;
    const events = floor.out;
    floor.out = [];
    yield* events;
  }
}
