import { describe, expect, it } from '@jest/globals';

import { resolveSettings } from '../../settings/resolved-settings';
import type { SettingsFile } from '@vigie/contracts';
import type { AgentNow } from './agents';
import type { BoardCall } from './board-call';
import { CentreMap } from './centre-map';
import { isFreeWhileWaiting } from './free-while-waiting';

const now = Date.UTC(2026, 10, 29, 9);
const mapOf = (file: SettingsFile) =>
  new CentreMap({
    settings: resolveSettings(
      { tenantId: 't', name: 'Centre', timezone: 'Europe/Paris', locale: 'fr', demo: false },
      file,
    ),
    names: { clinics: [], queues: [], agents: [] },
  });
const waiting = (queue: string, teamId = 'all', ms = 60_000): BoardCall =>
  ({
    phase: 'queued',
    outcome: null,
    waitingSince: now - ms,
    arrivedAt: now - ms,
    clinicId: 'durand',
    teamId,
    queue: { id: queue, since: now - ms },
  }) as unknown as BoardCall;
const free = (joined: readonly string[], takes = joined, teamId = 'all'): AgentNow => ({
  view: { id: 'anne', name: 'Anne', teamIds: [teamId], state: 'free', since: now, clinicId: null },
  joined,
  takes,
});
const ask = (shown: readonly BoardCall[], agents: readonly AgentNow[], file: SettingsFile = {}) =>
  isFreeWhileWaiting({ now, map: mapOf(file), shown, free: agents });

describe('somebody free while a patient waits', () => {
  it('is one who joined that very queue and takes its calls', () => {
    expect(ask([waiting('rdv')], [free(['rdv', 'nuit'])])).toBe(true);
    expect(ask([waiting('rdv')], [free(['nuit'])])).toBe(false);
    expect(ask([waiting('rdv')], [free(['rdv', 'nuit'], ['nuit'])])).toBe(false);
  });

  it('is not claimed of one of whom no queue is known', () => {
    expect(ask([waiting('rdv')], [free([])])).toBeNull();
    expect(ask([waiting('rdv')], [free([]), free(['rdv'])])).toBe(true);
  });

  it('is one whom the settings name in the team of the queue', () => {
    const file = { teams: [{ id: 'accueil', queues: ['rdv'], members: ['anne'] }] };
    expect(ask([waiting('rdv', 'accueil')], [free([], [], 'accueil')], file)).toBe(true);
    expect(ask([waiting('nuit', 'nuit')], [free([], [], 'accueil')], file)).toBe(false);
  });

  it('matters only once the wait is past the target', () => {
    expect(ask([waiting('rdv', 'all', 15_000)], [free(['rdv'])])).toBe(false);
  });
});
