import { describe, expect, it } from '@jest/globals';

import { isCallingTime } from './campaign-time';

const at = (time: string): number => Date.parse(`2026-11-24T${time}:00+01:00`);
const campaign = {
  endedAt: null,
  order: { startsOn: '2026-11-20', endsOn: '2026-12-18', callFrom: '09:30', callUntil: '18:00' },
};
const clinic = {
  campaigns: true,
  timezone: 'Europe/Paris',
  callingHours: {
    ...{ isOpen: (now: number) => now < at('12:00'), nextChange: () => null },
    ...{ endOfNextOpenDay: () => 0, closingOf: () => null },
  },
};

describe('the patients of a list', () => {
  it('are called within the order’s hours and the clinic’s', () => {
    const times = ['09:29', '09:30', '11:59', '12:00'];
    expect(times.map((time) => isCallingTime(campaign, clinic, at(time)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(isCallingTime({ ...campaign, endedAt: at('09:45') }, clinic, at('10:00'))).toBe(false);
  });

  it('are not called any more when their clinic switches campaigns off', () => {
    expect(isCallingTime(campaign, { ...clinic, campaigns: false }, at('10:00'))).toBe(false);
  });
});
