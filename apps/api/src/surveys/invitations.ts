import type { InvitationAnswer, NotInvited } from '@vigie/contracts';
import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';

import type { Asking } from '../access/viewer';
import { Clock } from '../platform/clock';
import { Database, type Tx } from '../platform/database';
import { Keyring } from '../privacy/keyring';
import { AskedCalls, type AskedCall } from './asked-calls';
import { isRefused } from './caller-mark-store';
import { CallerMarks } from './caller-marks';
import { wasAskedElsewhere } from './called-query';
import { notInvited, unwanted, type NotWelcome } from './eligibility';
import { mostTries, newInvitation, restMs, toKeptTemplate, tryingMs, type Invitation } from './invitation';
import { InvitationLetters } from './invitation-letters';
import { canonicalAddress, chosenLanguage, type InvitationRequest } from './invitation-request';
import {
  countInvitationsSince,
  insertInvitation,
  invitationOfCall,
  keepTemplate,
  lockInviting,
  wasInvitedSince,
} from './invitation-store';
import { SurveyEvents } from './survey-events';
import { SurveyLinks, type Linked } from './survey-links';

/** What was decided: the invitation that is kept now, new or an earlier one about the same call, or why there is none. */
export type Decision =
  | { readonly outcome: 'invited'; readonly invitation: Invitation; readonly repeated: boolean }
  | { readonly outcome: NotInvited | NotWelcome };

/** Why there is no sample. */
export type NoSample = 'unknown_call' | 'no_template';

/** Who an invitation is for, as it is kept of them; without an address it is a sample. */
type Invited = Pick<Invitation, 'addressMark' | 'callerMark' | 'channel'> & {
  readonly language: string | undefined;
  readonly address: string | null;
};

/** Decides who is asked, writes the invitation down and hands the letter in. */
@Injectable()
export class Invitations {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly calls: AskedCalls,
    private readonly marks: CallerMarks,
    private readonly links: SurveyLinks,
    private readonly letters: InvitationLetters,
    private readonly events: SurveyEvents,
  ) {}

  /** Decides as {@link decide} does and says no more of it than somebody may know who gives a number. */
  async invite(viewer: Asking, request: InvitationRequest): Promise<InvitationAnswer> {
    const { outcome } = await this.decide(viewer, request);
    return isOfTheCall(outcome) ? { outcome, detail: notInvited[outcome] } : taken;
  }

  /**
   * Answers after COMMIT; the sending comes after. The same request again changes nothing. A call of a clinic that the
   * viewer does not see is not known.
   */
  async decide(viewer: Asking, request: InvitationRequest): Promise<Decision> {
    const { tenantId } = viewer;
    this.letters.assertPossible(request.channel);
    const asked = await this.calls.find(viewer, request.source, request.callId);
    if (typeof asked === 'string') return { outcome: asked };
    const address = addressOf(asked, request);
    const drawKey = this.keyring.keyOf(tenantId, 'survey draw');
    const fault = unwanted(asked.template, request.channel, asked.called, drawKey);
    if (fault !== null) return { outcome: fault };
    const earlier = await this.earlier(tenantId, asked);
    if (earlier !== undefined) return { outcome: 'invited', invitation: earlier, repeated: true };
    const invited = await this.marked(tenantId, asked, { ...request, address });
    const made = this.newInvitation(tenantId, asked, invited);
    const kept = await this.keep(made, asked, invited.address);
    if (typeof kept === 'string') return { outcome: kept };
    if (kept === made) {
      // Neither can fail for the one who asked: both are tried again.
      await this.events.publish(tenantId, made.invitationId);
      this.letters.hint(tenantId);
    }
    return { outcome: 'invited', invitation: kept, repeated: kept !== made };
  }

  /**
   * An invitation about the latest answered call that nobody was invited about, sent to nobody, to look at the page
   * with. It keeps nobody from being asked, but what is answered to it counts: make it in a demonstration.
   */
  async sample(tenantId: string, language: string | undefined): Promise<Linked | NoSample> {
    const asked = await this.calls.latest(tenantId, language);
    if (typeof asked === 'string') return asked;
    const nobody = { addressMark: randomBytes(16), callerMark: null, address: null };
    const made = this.newInvitation(tenantId, asked, { ...nobody, channel: 'sms', language });
    const kept = await this.keep(made, asked, null);
    if (typeof kept === 'string') return 'unknown_call';
    await this.events.publish(tenantId, kept.invitationId);
    return { tenantId, invitationId: kept.invitationId };
  }

  /** Before any mark is made: a call that was asked about costs nothing to ask about again. */
  private earlier(tenantId: string, { called }: AskedCall): Promise<Invitation | undefined> {
    return this.database.withTenant(tenantId, (tx) => invitationOfCall(tx, tenantId, called.callKey));
  }

  /** Who would be asked. Takes a while: marks are slow to make. */
  private async marked(
    tenantId: string,
    { called: { aniHash } }: AskedCall,
    { channel, address, language }: InvitationRequest,
  ): Promise<Invited> {
    const [addressMark, callerMark] = await Promise.all([
      this.marks.of(tenantId, { kind: channel, address }),
      aniHash === null ? null : this.marks.of(tenantId, { kind: 'caller', aniHash }),
    ]);
    return { addressMark, callerMark, channel, language, address };
  }

  private newInvitation(tenantId: string, { called, template }: AskedCall, invited: Invited): Invitation {
    const { address, language, ...own } = invited;
    const fresh = {
      ...own,
      tenantId,
      invitationId: this.links.newId(),
      surveyId: template.surveyId,
      language: chosenLanguage(template.languages, [language, called.language]),
      createdAt: this.clock.now(),
    };
    return newInvitation(called, fresh, address === null ? 'sample' : 'waiting');
  }

  /** The invitation now kept (an earlier one of the same call, if there is one), or why none is. */
  private keep(made: Invitation, asked: AskedCall, address: string | null): Promise<Invitation | NotWelcome> {
    const { tenantId } = made;
    return this.database.withTenant(tenantId, async (tx) => {
      await lockInviting(tx, tenantId);
      const earlier = await invitationOfCall(tx, tenantId, made.callKey);
      if (earlier !== undefined) return earlier;
      const fault = await unwelcome(tx, made, asked.called.aniHash);
      if (fault !== null) return fault;
      await keepTemplate(tx, tenantId, keptTemplateOf(asked), made.createdAt);
      await insertInvitation(tx, made);
      if (address !== null) await this.letters.put(tx, made, address);
      return made;
    });
  }
}

/** Whether somebody of these marks is asked too often or against their will. */
async function unwelcome(tx: Tx, made: Invitation, aniHash: string | null): Promise<NotWelcome | null> {
  const { tenantId, addressMark, callerMark } = made;
  const marks = callerMark === null ? [addressMark] : [addressMark, callerMark];
  if (await isRefused(tx, tenantId, marks)) return 'refused_for_good';
  const since = made.createdAt - restMs;
  if (await wasInvitedSince(tx, tenantId, made, since)) return 'asked_recently';
  if ((await countInvitationsSince(tx, made, made.createdAt - tryingMs)) >= mostTries)
    return 'asked_recently';
  const isAskedElsewhere = aniHash !== null && (await wasAskedElsewhere(tx, tenantId, aniHash, since));
  return isAskedElsewhere && made.state !== 'sample' ? 'asked_recently' : null;
}

/** The address in one spelling, read as it is written where the clinic is. */
function addressOf({ called, settings }: AskedCall, { channel, address }: InvitationRequest): string {
  const { country } = called.clinicId === null ? settings : settings.clinic(called.clinicId);
  return canonicalAddress(channel, address, country);
}

function keptTemplateOf({ called, template, settings }: AskedCall): ReturnType<typeof toKeptTemplate> {
  const { timezone } = called.clinicId === null ? settings : settings.clinic(called.clinicId);
  return toKeptTemplate(template, { centreName: settings.name, timezone });
}

const taken: InvitationAnswer = {
  outcome: 'taken',
  detail: 'The caller is asked, unless they were asked lately or never want to be.',
};

/** Whether an outcome is of the call and the settings alone, and so tells nothing of the number that was given. */
const isOfTheCall = (outcome: Decision['outcome']): outcome is NotInvited => outcome in notInvited;
