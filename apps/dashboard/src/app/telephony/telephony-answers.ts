// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  CallWayTest,
  CallWaysView,
  ConnectorTest,
  ConnectorView,
  ConnectorsView,
  MadeCallWayView,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const connector = {
  id: 's',
  kind: 's',
  name: 's',
  source: 's',
  options: ['{}', ['|', 's', 'n', 'b']],
  hasSecret: 'b',
  isExperimental: 'b',
  hookPath: ['?', 's'],
  createdAt: 's',
  status: {
    state: ['=', 'starting', 'running', 'failing', 'unwatched'],
    since: 's',
    fault: ['?', 's'],
    detail: ['?', 's'],
    tries: 'n',
    nextTryAt: ['?', 's'],
    lastEventAt: ['?', 's'],
    eventsPerMinute: 'n',
    offsetMs: ['?', 'n'],
    accepted: 'n',
    duplicates: 'n',
    refused: 'n',
    refusals: ['[]', { code: 's', count: 'n' }],
    unknown: ['[]', { name: 's', count: 'n' }],
  },
  recording: ['?', { begunAt: 's', until: 's', isRunning: 'b', messages: 'n', bytes: 'n' }],
  gaps: ['[]', { from: 's', to: 's', why: 's' }],
} as const;
const callWay = {
  source: 's',
  url: 's',
  roles: ['[]', ['=', 'supervisor', 'secretary']],
  changedAt: 's',
} as const;
export const connectorsShape = checkOf<ConnectorsView>({
  connectors: ['[]', connector],
  others: ['[]', { source: 's', lastHeardAt: ['?', 's'], offsetMs: ['?', 'n'] }],
});
export const connectorShape = checkOf<ConnectorView>(connector);
export const connectorTestShape = checkOf<ConnectorTest>({
  facts: [
    '[]',
    { type: 's', meaning: ['?', 's'], subject: 's', at: 's', fields: ['[]', { name: 's', text: 's' }] },
  ],
  problems: ['[]', { code: 's', field: 's', value: 's' }],
  ok: 'b',
  steps: ['[]', { step: 's', ok: 'b', fault: ['?', 's'], detail: ['?', 's'] }],
});
export const callWaysShape = checkOf<CallWaysView>({
  ways: ['[]', callWay],
  sources: ['[]', 's'],
  takesPlainHttp: 'b',
});
export const madeCallWayShape = checkOf<MadeCallWayView>({ way: callWay, secret: ['?', 's'] });
export const callWayTestShape = checkOf<CallWayTest>({ ok: 'b', fault: ['?', 's'], tookMs: 'n' });
