import type { SettingsFile } from '@vigie/contracts';

import { everything } from '../../access/scope-reach';
import { Projector } from '../../fold/projector';
import { EventIntake } from '../../intake/event-intake';
import { ManualClock } from '../../platform/clock';
import { createTestServer, type TestServer } from '../../testing/test-server';
import { SettingsRegistrar } from '../../settings/settings-registrar';
import { createTestTenant } from '../../tenants/testing/test-tenant';
import type { Invitation } from '../invitation';
import { readInvitationRequest } from '../invitation-request';
import { findInvitation } from '../invitation-store';
import { Invitations, type Decision } from '../invitations';
import { PatientServer } from '../page/patient-server';
import { SurveyLinks } from '../survey-links';

/** A call to be made up: its caller's number, and whether somebody answered. */
export type MadeCall = {
  readonly ani?: string;
  readonly answered?: boolean;
  readonly queueId?: string;
  /** Still ringing. */
  readonly open?: boolean;
};

const settings: SettingsFile = {
  centre: { name: 'Télésecrétariat de la Place' },
  clinics: [
    {
      id: 'durand',
      name: 'Cabinet Durand',
      survey: { languages: ['fr', 'ca', 'es', 'en'], contact: 'donnees@example.org' },
    },
    { id: 'silent', name: 'Cabinet Muet' },
    { id: 'emails', survey: { channels: ['email'] } },
    { id: 'nobody', survey: { share: 0, unansweredShare: 1 } },
  ],
  queues: ['durand', 'silent', 'emails', 'nobody'].map((id) => ({ id, clinicId: id })),
};

/** A server with a tenant `place`, a clock that stands still, and calls on demand. */
export class SurveyKit {
  private calls = 0;

  private constructor(
    readonly server: TestServer,
    readonly clock: ManualClock,
  ) {}

  static async open(env: Readonly<Record<string, string>> = {}): Promise<SurveyKit> {
    const clock = new ManualClock(Date.UTC(2026, 10, 23, 9));
    const server = await createTestServer({
      clock,
      env: { VIGIE_PUBLIC_URL: 'https://avis.example', ...env },
    });
    await createTestTenant(server.database, 'place', { name: 'Place' });
    const registered = await server.app
      .get(SettingsRegistrar)
      .register('place', { format: 'yaml', text: JSON.stringify(settings) });
    if (registered.result === 'refused') throw new Error(JSON.stringify(registered.problems));
    return new SurveyKit(server, clock);
  }

  /** Makes a call up that has just ended; gives its id. */
  async call({ ani, answered = true, queueId = 'durand', open = false }: MadeCall = {}): Promise<string> {
    const subject = `call-${(this.calls += 1)}`;
    const now = this.clock.now();
    const parts: [string, number, object][] = [
      ['call.enqueued', 90_000, { queueId, ...(ani !== undefined && { ani }) }],
      ...(answered ? ([['call.answered', 80_000, { agentId: 'anna' }]] as [string, number, object][]) : []),
      ...(open ? [] : ([['call.disconnected', 10_000, { side: 'caller' }]] as [string, number, object][])),
    ];
    const events = parts.map(([type, agoMs, data], index) => ({
      specversion: '1.0',
      id: `${subject}-${index}`,
      source: '/pbx',
      type,
      subject,
      time: new Date(now - agoMs).toISOString(),
      data,
    }));
    const answer = await this.server.app.get(EventIntake).receive('place', events);
    if (answer.accepted !== events.length) throw new Error(JSON.stringify(answer));
    return subject;
  }

  /** Posts to a route of the surveys. */
  async post(path: string, body: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
    const answer = await this.server.ask(`${this.server.url}/api/v1/surveys/${path}?tenant=place`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  /** What is decided of a request, which its answer does not tell. */
  async invite(callId: string, address: string, more: object = {}): Promise<Decision> {
    const channel = address.includes('@') ? 'email' : 'sms';
    const request = { source: '/pbx', callId, channel, address, ...more };
    return this.server.app
      .get(Invitations)
      .decide(
        { tenantId: 'place', scope: everything },
        readInvitationRequest(Buffer.from(JSON.stringify(request))),
      );
  }

  /** Invites, and fails unless it worked; gives the invitation's id. */
  async invited(callId: string, address: string, more: object = {}): Promise<string> {
    const decided = await this.invite(callId, address, more);
    if (decided.outcome !== 'invited') throw new Error(JSON.stringify(decided));
    return decided.invitation.invitationId;
  }

  async invitation(invitationId: string): Promise<Invitation | undefined> {
    return this.server.database.withTenant('place', (tx) => findInvitation(tx, 'place', invitationId));
  }

  /** What the outbox holds of an invitation. */
  async delivery(
    messageId: string,
  ): Promise<{ outcome: string | null; attempts: number; address: Buffer | null } | undefined> {
    const [row] = await this.server.database.withTenant('place', (tx) =>
      tx.query<{ outcome: string | null; attempts: number; address: Buffer | null }[]>(
        `SELECT outcome, attempts, address FROM delivery WHERE tenant_id = 'place' AND message_id = $1`,
        [messageId],
      ),
    );
    return row;
  }

  /** The path of an invitation's link. */
  path(invitationId: string): string {
    const link = this.server.app.get(SurveyLinks).addressOf({ tenantId: 'place', invitationId });
    return new URL(link).pathname;
  }

  /** The patient's page, asked without a network. */
  page() {
    return this.server.app.get(PatientServer).build();
  }

  /** The events of surveys that the log holds, oldest first. */
  logged(): Promise<
    { readonly type: string; readonly subject: string; readonly data: Record<string, unknown> }[]
  > {
    return this.server.database.withTenant('place', (tx) =>
      tx.query(`SELECT type, subject, data FROM event_log WHERE type LIKE 'survey.%' ORDER BY seq`),
    );
  }

  foldNow(): Promise<void> {
    return this.server.app.get(Projector).foldNow('place');
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
