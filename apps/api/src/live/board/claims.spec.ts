import { describe, expect, it } from '@jest/globals';

import { at, boardAt } from './testing/board-builder';

const clinics = [{ id: 'durand' }];

describe('who deals with a clinic', () => {
  it('stands on its row for an hour, or until it is released', () => {
    const board = boardAt('09:00:00', { clinics });
    board.view(at('09:00:00'));
    board.applyClaims([{ clinicId: 'durand', by: 'Claire', at: at('09:00:00') }]);
    const claimAt = (clock: string) => board.view(at(clock)).clinics['durand']?.claim;
    expect(claimAt('09:00:01')).toEqual({ by: 'Claire', at: at('09:00:00') });
    expect(claimAt('09:59:59')).not.toBeNull();
    expect(claimAt('10:00:00')).toBeNull();
    board.applyClaims([{ clinicId: 'durand', by: 'Marc', at: at('10:01:00') }]);
    expect(claimAt('10:01:00')?.by).toBe('Marc');
    board.applyClaims([{ clinicId: 'durand', by: null, at: at('10:02:00') }]);
    expect(claimAt('10:02:00')).toBeNull();
  });
});
