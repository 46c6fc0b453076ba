// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type { IncidentDetail, IncidentList } from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

export const incidentListShape = checkOf<IncidentList>({
  at: 's',
  from: 's',
  to: 's',
  mayWork: 'b',
  figures: {
    incidents: 'n',
    incidentsEnded: 'n',
    incidentsReviewed: 'n',
    incidentReviewedRate: ['?', 'n'],
    incidentTakenMedianMs: ['?', 'n'],
    incidentsToEmergency: 'n',
    incidentToEmergencyMedianMs: ['?', 'n'],
  },
  incidents: [
    '[]',
    {
      id: 's',
      clinicId: ['?', 's'],
      clinicName: ['?', 's'],
      state: ['=', 'open', 'ended', 'reviewed', 'withdrawn'],
      openedAt: 's',
      calledAt: 's',
      answeredAt: ['?', 's'],
      isGoingOn: 'b',
      language: ['?', 's'],
      reason: ['?', 's'],
      taken: ['?', { by: 's', byId: 's', at: 's' }],
      owner: ['?', { by: 's', byId: 's', at: 's' }],
      ended: [
        '?',
        { by: 's', byId: 's', at: 's', outcome: ['=', 'emergency', 'clinic', 'caller', 'notUrgent', 'lost'] },
      ],
      reviewed: ['?', { by: 's', byId: 's', at: 's' }],
      answerToEmergencyMs: ['?', 'n'],
    },
  ],
});
export const incidentDetailShape = checkOf<IncidentDetail>({
  id: 's',
  clinicId: ['?', 's'],
  clinicName: ['?', 's'],
  state: ['=', 'open', 'ended', 'reviewed', 'withdrawn'],
  openedAt: 's',
  calledAt: 's',
  answeredAt: ['?', 's'],
  isGoingOn: 'b',
  language: ['?', 's'],
  reason: ['?', 's'],
  taken: ['?', { by: 's', byId: 's', at: 's' }],
  owner: ['?', { by: 's', byId: 's', at: 's' }],
  ended: [
    '?',
    { by: 's', byId: 's', at: 's', outcome: ['=', 'emergency', 'clinic', 'caller', 'notUrgent', 'lost'] },
  ],
  reviewed: ['?', { by: 's', byId: 's', at: 's' }],
  answerToEmergencyMs: ['?', 'n'],
  course: [
    '[]',
    {
      at: 's',
      kind: ['=', 'marked', 'unmarked', 'emergency', 'taken', 'noted', 'ended', 'reviewed'],
      by: ['?', 's'],
      outcome: ['?', ['=', 'emergency', 'clinic', 'caller', 'notUrgent', 'lost']],
      note: ['?', 's'],
    },
  ],
});
