import { z } from 'zod';

import {
  agent,
  asked,
  caller,
  callback,
  campaign,
  common,
  durationMs,
  faq,
  followup,
  handover,
  language,
  legOnly,
  messageField,
  opaqueId,
  survey,
  text,
} from './event-fields';
import { difficultReasons } from './own-call';

export { messageField, opaqueId, patientReference } from './event-fields';

/**
 * Every event type the door accepts: what its `subject` names, the fields its `data` may hold, and one sentence of
 * meaning for the docs. Which of two facts of one instant comes first is said where they are folded (`libs/calls`).
 * Unknown fields are dropped; an unknown type is rejected with `unknown_type`.
 */
export const eventTypes = {
  'call.initiated': {
    subject: 'call',
    about: 'The call reached the dialled number.',
    data: z.object({
      ...common,
      ...caller,
      direction: z.enum(['inbound', 'outbound']).optional(),
      /** Of a call that was asked for: see `docs/calling.md`. */
      requestId: opaqueId.optional(),
      dnis: text.optional(),
      language: language.optional(),
      test: z.boolean().optional(),
    }),
  },
  'call.greeting_started': {
    subject: 'call',
    about: 'The greeting began to play, before any queue.',
    data: z.object({
      ...common,
      messageId: opaqueId.optional(),
      /** What the caller heard before it. */
      after: z.enum(['nothing', 'ringing', 'music', 'announcement']).optional(),
    }),
  },
  'call.greeting_ended': {
    subject: 'call',
    about: 'The greeting ended.',
    data: z.object({ ...common, messageId: opaqueId.optional(), completed: z.boolean().optional() }),
  },
  'call.wait_announced': {
    subject: 'call',
    about: 'The caller was told how long the wait would be.',
    data: z.object({ ...common, waitMs: durationMs.optional() }),
  },
  'call.blocked': {
    subject: 'call',
    about: 'The call was refused before it could wait.',
    data: z.object({
      ...common,
      ...caller,
      reason: z.enum(['busy', 'full', 'closed', 'no_agents', 'refused']),
    }),
  },
  'call.enqueued': {
    subject: 'call',
    about: 'The caller entered a queue; a new segment begins.',
    data: z.object({
      ...common,
      ...caller,
      dnis: text.optional(),
      position: z.number().int().min(0).optional(),
      priority: z.number().int().optional(),
      languageRequested: language.optional(),
      skill: text.optional(),
    }),
  },
  'call.offered': {
    subject: 'call',
    about: 'The call began to ring at an agent; a new leg begins.',
    data: legOnly,
  },
  'call.offer_ended': {
    subject: 'call',
    about: 'The ringing at an agent stopped.',
    data: z.object({
      ...common,
      ringMs: durationMs.optional(),
      result: z.enum([
        'answered',
        'no_answer',
        'rejected',
        'caller_gone',
        'agent_dumped',
        'rescinded',
        'failed',
      ]),
    }),
  },
  'call.answered': {
    subject: 'call',
    about: 'Caller and agent were bridged; with `bot`, a robot answered, which is no answer.',
    data: z.object({
      ...common,
      languageServed: language.optional(),
      waitMs: durationMs.optional(),
      ringMs: durationMs.optional(),
      bot: z.boolean().optional(),
    }),
  },
  'call.held': { subject: 'call', about: 'The caller was put on hold.', data: legOnly },
  'call.muted': { subject: 'call', about: 'The agent muted the microphone.', data: legOnly },
  'call.retrieved': { subject: 'call', about: 'The caller was taken off hold.', data: legOnly },
  'call.unmuted': { subject: 'call', about: 'The agent opened the microphone.', data: legOnly },
  'call.transferred': {
    subject: 'call',
    about: 'The agent passed the caller on.',
    data: z.object({
      ...common,
      kind: z.enum(['blind', 'attended', 'queue']),
      toKind: text.optional(),
      toId: text.optional(),
      newCallId: opaqueId.optional(),
      waitMs: durationMs.optional(),
      talkMs: durationMs.optional(),
    }),
  },
  'call.dequeued': {
    subject: 'call',
    about: 'The caller left the queue; the segment ends.',
    data: z.object({
      ...common,
      reason: z.enum([
        'answered',
        'abandoned',
        'timeout',
        'no_agents',
        'key_exit',
        'callback',
        'voicemail',
        'withdrawn',
        'overflow',
        'system',
      ]),
      key: z.string().max(8).optional(),
      waitMs: durationMs.optional(),
    }),
  },
  'call.leg_ended': {
    subject: 'call',
    about: 'One agent’s part of the call ended.',
    data: z.object({
      ...common,
      side: z.enum(['caller', 'agent', 'system', 'transfer']).optional(),
      waitMs: durationMs.optional(),
      talkMs: durationMs.optional(),
    }),
  },
  'call.disconnected': {
    subject: 'call',
    about: 'The caller’s line was closed.',
    data: z.object({
      ...common,
      side: z.enum(['caller', 'agent', 'system']).optional(),
      cause: text.optional(),
    }),
  },
  'call.unheard': {
    subject: 'call',
    about:
      'One way of the telephone system did not hear all of this call: what another way tells of it stands; `gone`: the caller was not found waiting any more.',
    data: z.object({ ...common, gone: z.boolean().optional() }),
  },
  'acw.started': {
    subject: 'call',
    about: 'After-call work began for a leg.',
    data: z.object({ ...common, estimated: z.boolean().optional() }),
  },
  'acw.ended': {
    subject: 'call',
    about: 'After-call work ended for a leg.',
    data: z.object({ ...common, estimated: z.boolean().optional() }),
  },
  'call.dispositioned': {
    subject: 'call',
    about: 'The agent noted why the patient called and what came of it.',
    data: z.object({
      ...common,
      reasonCode: opaqueId.optional(),
      rootReason: opaqueId.optional(),
      outcome: text.optional(),
      difficult: z.boolean().optional(),
      difficultReason: z.enum(difficultReasons).optional(),
      urgent: z.boolean().optional(),
      appointmentObtained: z.boolean().optional(),
      pathId: opaqueId.optional(),
      scriptVersion: text.optional(),
    }),
  },
  'agent.logged_in': { subject: 'agent', about: 'An agent began to work.', data: z.object(agent) },
  'agent.logged_out': {
    subject: 'agent',
    about: 'An agent stopped working.',
    data: z.object(agent),
  },
  'agent.state_changed': {
    subject: 'agent',
    about: 'An agent declared a state.',
    data: z.object({
      ...agent,
      state: z.enum([
        'available',
        'ringing',
        'on_call',
        'acw',
        'break',
        'training',
        'offline',
        'off_phone',
        'outbound',
      ]),
      reason: text.optional(),
    }),
  },
  'agent.queue_joined': {
    subject: 'agent',
    about: 'An agent became a member of a queue.',
    data: z.object({ ...agent, paused: z.boolean().optional() }),
  },
  'agent.queue_left': { subject: 'agent', about: 'An agent left a queue.', data: z.object(agent) },
  'faq.searched': { subject: 'call', about: 'The agent searched the clinic’s answers.', data: faq },
  'faq.opened': { subject: 'call', about: 'The agent opened an answer.', data: faq },
  'faq.missed': {
    subject: 'call',
    about: 'No usable answer was found; `question` says in a few words to what.',
    data: asked,
  },
  'faq.proposed': {
    subject: 'call',
    about: 'The agent proposes that the clinic’s sheet answers a question.',
    data: asked,
  },
  'script.path_selected': {
    subject: 'call',
    about: 'The agent chose a path of the script.',
    data: faq,
  },
  'script.unclear': {
    subject: 'call',
    about: 'The agent found the procedure unclear: that of a path or an answer, where one is named.',
    data: faq,
  },
  'panel.previous_calls_opened': {
    subject: 'call',
    about: 'The agent looked at the caller’s earlier calls.',
    data: faq,
  },
  'callback.requested': {
    subject: 'call',
    about:
      'A callback was asked for: the clinic owes the caller of this call one, by `dueAt` if that was promised.',
    data: callback,
  },
  'callback.attempted': {
    subject: 'call',
    about:
      'A callback was tried: `result` is `reached`, `no_answer`, `message_left`, `other_person`, `wrong_number` or `refused`; any other counts as no answer.',
    data: callback,
  },
  'callback.reached': {
    subject: 'call',
    about: 'A callback reached the patient: nothing is owed any more.',
    data: callback,
  },
  'callback.cancelled': {
    subject: 'call',
    about: 'A callback was cancelled: there is no need for it any more.',
    data: callback,
  },
  'followup.created': {
    subject: 'call',
    about:
      'A follow-up was planned, for the clinic `clinicId`: told again with the same `followupId` before it is due, the later time holds.',
    data: followup,
  },
  'followup.done': {
    subject: 'call',
    about: 'A follow-up was done: `result` as of a callback, else the patient was reached.',
    data: followup,
  },
  'followup.cancelled': { subject: 'call', about: 'A follow-up is not needed any more.', data: followup },
  'handover.written': {
    subject: 'call',
    about:
      'A message for the clinic was written: `fields` names what is filled in, `referral` says that a patient is sent on to a doctor; of several the latest stands.',
    data: handover.extend({
      fields: z.array(messageField).max(40).optional(),
      referral: z.boolean().optional(),
    }),
  },
  'handover.sent': { subject: 'call', about: 'The message was sent to the clinic.', data: handover },
  'handover.delivered': { subject: 'call', about: 'The message reached the clinic.', data: handover },
  'handover.acknowledged': {
    subject: 'call',
    about: 'The clinic said that it has the message.',
    data: handover,
  },
  'campaign.answered': {
    subject: 'call',
    about: 'What a campaign of the clinic offers was answered in a call, or was not offered in it.',
    data: campaign,
  },
  'campaign.do_not_call': {
    subject: 'call',
    about:
      'The caller does not want to be called for any campaign of the clinic; `isSo` false takes back what was said in the same call.',
    data: z.object({ ...common, isSo: z.boolean().optional() }),
  },
  'survey.invited': { subject: 'call', about: 'The caller was invited to answer.', data: survey },
  'survey.delivered': { subject: 'call', about: 'The invitation was delivered.', data: survey },
  'survey.answered': { subject: 'call', about: 'The caller answered.', data: survey },
  'survey.refused': { subject: 'call', about: 'The caller refused.', data: survey },
  'qa.sheet_submitted': {
    subject: 'call',
    about: 'A reviewer submitted a quality sheet.',
    data: z.object({
      ...common,
      sheetId: opaqueId.optional(),
      items: z.record(z.string().max(64), z.number()).optional(),
      score: z.number().optional(),
    }),
  },
  'incident.opened': {
    subject: 'call',
    about: 'An incident was opened on a call.',
    data: z.object({ ...common, incidentId: opaqueId.optional(), kind: text.optional() }),
  },
  'source.restarted': {
    subject: 'source',
    about: 'The telephone system restarted; its open calls are lost to it.',
    data: z.object(common),
  },
  'source.gap': {
    subject: 'source',
    about:
      'Nothing was heard of the telephone system from `from` to `to`, and what happened then is not told any more, unless `source.gap_filled` says so.',
    data: z.object({
      ...common,
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
      why: text.optional(),
    }),
  },
  'source.gap_filled': {
    subject: 'source',
    about:
      'What happened from `from` to `to`, and was not heard, has been told since by a history of the telephone system.',
    data: z.object({
      ...common,
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
    }),
  },
  'source.heartbeat': {
    subject: 'source',
    about: 'The telephone system is alive.',
    data: z.object({ ...common, offsetMs: z.number().int().optional() }),
  },
} as const;

/** The name of an accepted event type. */
export type EventType = keyof typeof eventTypes;

/** What the `subject` of an event names. */
export type SubjectKind = (typeof eventTypes)[EventType]['subject'];
