import { Injectable } from '@nestjs/common';

/** What the clock of one telephone system was seen to be. */
type SourceClock = {
  /** The latest leads of events that came as they happened; negative when the event took a while to come. */
  readonly leads: number[];
  /** The same in their order: kept so, since there is one with every event. */
  readonly sorted: number[];
  /** When the last of them came. */
  seenAt: number;
  /** What the source itself told last, and when. */
  told: { readonly offsetMs: number; readonly at: number } | undefined;
};

/** Up to here a clock is right enough: the event stands as it was sent. */
const toleratedMs = 60_000;
/** An event that happened longer ago tells nothing of the clock: it may be history, or have waited on its way. */
const freshMs = 120_000;
const mostLeads = 15;
/** A clock is set right some day: what was seen before this is not held against it. */
const forgottenAfterMs = 1_800_000;
const mostSources = 10_000;

/**
 * How far the clocks of telephone systems are ahead of ours. A heartbeat tells it; without one the events do: one that
 * came as it happened leads our clock by the difference of the two, less the time it took. The middle of the latest
 * leads is taken, so that one wrong event among right ones moves nothing.
 */
@Injectable()
export class SourceClocks {
  /** By tenant and source. */
  private readonly clocks = new Map<string, Map<string, SourceClock>>();
  private known = 0;

  /** Takes notice of a heartbeat that came at `now` and told that the source's clock differs by so much. */
  told(tenantId: string, source: string, offsetMs: number, now: number): void {
    this.clockOf(tenantId, source).told = { offsetMs, at: now };
  }

  /** Takes notice of an event, and gives back what its source's clock is ahead by; 0 for up to a minute. */
  skewOf(tenantId: string, source: string, at: number, now: number): number {
    const clock = this.clockOf(tenantId, source);
    if (now - clock.seenAt > forgottenAfterMs) {
      clock.leads.length = 0;
      clock.sorted.length = 0;
    }
    if (at - now >= -freshMs) {
      addLead(clock, at - now);
      clock.seenAt = now;
    }
    const { told } = clock;
    // What comes late may have waited on its way: only a heartbeat tells that a clock is behind.
    const seen = Math.max(0, middleOf(clock.sorted));
    const skew = told !== undefined && now - told.at <= forgottenAfterMs ? told.offsetMs : seen;
    return Math.abs(skew) > toleratedMs ? Math.round(skew) : 0;
  }

  private clockOf(tenantId: string, source: string): SourceClock {
    const known = this.clocks.get(tenantId)?.get(source);
    if (known !== undefined) return known;
    if (this.known >= mostSources) {
      this.clocks.clear();
      this.known = 0;
    }
    const made: SourceClock = { leads: [], sorted: [], seenAt: 0, told: undefined };
    const ofTenant = this.clocks.get(tenantId) ?? new Map<string, SourceClock>();
    this.clocks.set(tenantId, ofTenant.set(source, made));
    this.known += 1;
    return made;
  }
}

function addLead({ leads, sorted }: SourceClock, lead: number): void {
  const oldest = leads.length < mostLeads ? undefined : leads.shift();
  if (oldest !== undefined) sorted.splice(sorted.indexOf(oldest), 1);
  leads.push(lead);
  let place = sorted.length;
  while (place > 0 && (sorted[place - 1] as number) > lead) place -= 1;
  sorted.splice(place, 0, lead);
}

/** The middle one, the lower of two; 0 of none. */
const middleOf = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
