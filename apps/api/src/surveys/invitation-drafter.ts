import { randomBytes } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { InvitationChannel } from '@vigie/contracts';

import { homeCountryOf } from '../privacy/caller-number';
import { sealText } from '../privacy/sealed-text';
import { Clock } from '../platform/clock';
import { Keyring } from '../privacy/keyring';
import type { AskedCall } from './asked-calls';
import { CallerMarks } from './caller-marks';
import { unwanted, type NotInvited } from './eligibility';
import { newInvitation, type Invitation } from './invitation';
import { canonicalAddress, chosenLanguage, type InvitationRequest } from './invitation-request';
import { SurveyLinks } from './survey-links';

/** Writes invitations as they would be kept. */
@Injectable()
export class InvitationDrafter {
  constructor(
    private readonly keyring: Keyring,
    private readonly marks: CallerMarks,
    private readonly links: SurveyLinks,
    private readonly clock: Clock,
  ) {}

  /** An invitation as asked for, or why the settings or the draw say no. Takes a while: its marks are slow to make. */
  async draft(
    tenantId: string,
    asked: AskedCall,
    request: InvitationRequest,
  ): Promise<Invitation | NotInvited> {
    const { called, template, settings } = asked;
    const { channel } = request;
    const address = canonicalAddress(channel, request.address, homeCountryOf(settings.timezone));
    const fault = unwanted(template, channel, called, this.keyring.keyOf(tenantId, 'survey draw'));
    if (fault !== null) return fault;
    const { aniHash } = called;
    const [addressMark, callerMark] = await Promise.all([
      this.marks.of(tenantId, { kind: channel, address }),
      aniHash === null ? null : this.marks.of(tenantId, { kind: 'caller', aniHash }),
    ]);
    const invitationId = this.links.newId();
    const key = this.keyring.keyOf(tenantId, 'survey addresses');
    const sealedAddress = sealText(address, key, invitationId);
    const own = { invitationId, addressMark, callerMark, sealedAddress };
    return this.write(tenantId, asked, { ...own, channel, language: request.language });
  }

  /** One that is sent to nobody and keeps nobody from being asked. */
  sample(tenantId: string, asked: AskedCall, language: string | undefined): Invitation {
    const nobody = { addressMark: randomBytes(16), callerMark: null, sealedAddress: null };
    return this.write(tenantId, asked, {
      ...nobody,
      invitationId: this.links.newId(),
      channel: 'sms',
      language,
    });
  }

  private write(
    tenantId: string,
    { called, template }: AskedCall,
    own: Pick<Invitation, 'invitationId' | 'addressMark' | 'callerMark' | 'sealedAddress'> & {
      readonly channel: InvitationChannel;
      readonly language: string | undefined;
    },
  ): Invitation {
    return newInvitation(called, {
      ...own,
      tenantId,
      surveyId: template.surveyId,
      language: chosenLanguage(template.languages, [own.language, called.language]),
      createdAt: this.clock.now(),
    });
  }
}
