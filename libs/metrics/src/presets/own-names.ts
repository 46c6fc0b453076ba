/** What each house calls its measures, in its own language: so they are found in its own tool. */
export const ownNames = {
  serviceLevels: {
    sl1: 'SL-1',
    sl2: 'SL-2',
    sl3: 'SL-3',
    sl4: 'SL-4',
    sl5: 'SL-5',
  },
  anap: {
    openingHours: 'Amplitude d’ouverture téléphonique',
    answered: 'Pourcentage d’appels décrochés',
    meanWait: 'Temps d’attente moyen avant décroché',
  },
  spain: {
    answeredIn3Min: 'Llamadas atendidas en menos de tres minutos',
  },
  england: {
    volume: 'Call volumes',
    answered: 'Inbound calls answered',
    abandoned: 'Calls abandoned',
    missed: 'Missed call volumes',
    timeToAnswer: 'Call times to answer',
    waitBeforeAbandon: 'Wait time before call abandoned',
    callbacksRequested: 'Call backs requested',
    callbacksMade: 'Call backs made',
    callLength: 'Average call length time',
  },
  asterisk: {
    completed: 'Completed',
    abandoned: 'Abandoned',
    servicelevelPerf: 'ServicelevelPerf',
    servicelevelPerf2: 'ServicelevelPerf2',
  },
  wazo: {
    received: 'received',
    answered: 'answered',
    abandoned: 'abandoned',
    closed: 'closed',
    notAnswered: 'not_answered',
    saturated: 'saturated',
    blocked: 'blocked',
    averageWaitingTime: 'average_waiting_time',
    answeredRate: 'answered_rate',
    qualityOfService: 'quality_of_service',
  },
  genesys: {
    offered: 'Offered',
    answerRate: 'Answer %',
    abandonRate: 'Abandon %',
  },
  amazon: {
    queued: 'Contacts queued',
    abandoned: 'Contacts abandoned',
    abandonRate: 'Abandonment rate',
    averageQueueAnswerTime: 'Average queue answer time',
    averageQueueAbandonTime: 'Average queue abandon time',
  },
} as const;
