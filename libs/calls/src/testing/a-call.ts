import type { CallFact, CallFactType, Instant } from '../fact';

type Fields = Partial<Omit<CallFact, 'type' | 'at' | 'tie'>>;

/** The instant a clock shows on the day of the tests (a Monday, UTC): `at('09:00:05')`, `at('09:00:05.250')`. */
export const at = (clock: string): Instant =>
  Date.parse(`2026-11-23T${clock.length === 5 ? `${clock}:00` : clock}Z`);

/** Builds the facts of one call, each at the time its clock shows. */
export class CallBuilder {
  private readonly told: CallFact[] = [];

  fact(type: CallFactType, clock: string, fields: Fields = {}): this {
    this.told.push({ type, at: at(clock), tie: String(this.told.length).padStart(3, '0'), ...fields });
    return this;
  }

  enqueued = (clock: string, queueId = 'desk', fields: Fields = {}): this =>
    this.fact('call.enqueued', clock, { queueId, ...fields });
  offered = (clock: string, agentId = 'ana', fields: Fields = {}): this =>
    this.fact('call.offered', clock, { agentId, ...fields });
  answered = (clock: string, agentId = 'ana', fields: Fields = {}): this =>
    this.fact('call.answered', clock, { agentId, ...fields });
  dequeued = (clock: string, reason: string, fields: Fields = {}): this =>
    this.fact('call.dequeued', clock, { reason, ...fields });
  legEnded = (clock: string, agentId = 'ana', fields: Fields = {}): this =>
    this.fact('call.leg_ended', clock, { agentId, side: 'caller', ...fields });
  disconnected = (clock: string, side = 'caller', fields: Fields = {}): this =>
    this.fact('call.disconnected', clock, { side, ...fields });

  facts(): readonly CallFact[] {
    return this.told;
  }
}

/** A call of which nothing is told yet. */
export const aCall = (): CallBuilder => new CallBuilder();
