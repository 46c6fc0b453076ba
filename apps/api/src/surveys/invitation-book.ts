import { Injectable } from '@nestjs/common';

import { Database, type Tx } from '../platform/database';
import type { AskedCall } from './asked-calls';
import { isRefused } from './caller-mark-store';
import { wasAskedElsewhere } from './called-query';
import type { NotInvited } from './eligibility';
import { restMs, toKeptTemplate, type Invitation, type KeptTemplate } from './invitation';
import {
  insertInvitation,
  invitationOfCall,
  keepTemplate,
  lockInviting,
  wasInvitedSince,
} from './invitation-store';

/** Keeps invitations, with what they ask, and sees that nobody is asked too often or against their will. */
@Injectable()
export class InvitationBook {
  constructor(private readonly database: Database) {}

  /** The invitation now kept (an earlier one of the same call, if there is one), or why none is. */
  keep(made: Invitation, asked: AskedCall): Promise<Invitation | NotInvited> {
    return this.database.withTenant(made.tenantId, async (tx) => {
      await lockInviting(tx, made.tenantId);
      const earlier = await invitationOfCall(tx, made.tenantId, made.callKey);
      if (earlier !== undefined) return earlier;
      const fault = await unwelcome(tx, made, asked.called.aniHash);
      if (fault !== null) return fault;
      await keepTemplate(tx, made.tenantId, keptTemplateOf(asked), made.createdAt);
      await insertInvitation(tx, made);
      return made;
    });
  }
}

async function unwelcome(tx: Tx, made: Invitation, aniHash: string | null): Promise<NotInvited | null> {
  const { tenantId, addressMark, callerMark } = made;
  const marks = callerMark === null ? [addressMark] : [addressMark, callerMark];
  if (await isRefused(tx, tenantId, marks)) return 'refused_for_good';
  const since = made.createdAt - restMs;
  if (await wasInvitedSince(tx, tenantId, made, since)) return 'asked_recently';
  const isAskedElsewhere = aniHash !== null && (await wasAskedElsewhere(tx, tenantId, aniHash, since));
  return isAskedElsewhere && made.state !== 'sample' ? 'asked_recently' : null;
}

function keptTemplateOf({ called, template, settings }: AskedCall): KeptTemplate {
  const { timezone } = called.clinicId === null ? settings : settings.clinic(called.clinicId);
  return toKeptTemplate(template, { centreName: settings.name, timezone });
}
