import { describe, expect, it } from '@jest/globals';
import { personFeatures, type StaffNoticeSetting } from '@vigie/contracts';

import { personFigures } from './staff-notice';
import { resolveSettings } from './resolved-settings';
import { everythingTold } from './testing/inform-staff';

const row = { tenantId: 't', name: 'Centre', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const figuresAt = (staffNotice: StaffNoticeSetting | undefined, at: string): readonly string[] => {
  const settings = resolveSettings(row, { centre: staffNotice === undefined ? {} : { staffNotice } });
  return [...personFigures(settings, Date.parse(at))];
};

describe('figures of persons', () => {
  it('are off in a centre that recorded nothing, and in one that only begins with its day', () => {
    expect(figuresAt(undefined, '2026-03-02T10:00:00Z')).toEqual([]);
    const monday = { ...everythingTold, informedOn: '2026-03-02' };
    expect(figuresAt(monday, '2026-03-01T22:59:59Z')).toEqual([]);
    expect(figuresAt(monday, '2026-03-01T23:00:00Z')).toEqual(personFeatures);
  });

  it.each(personFeatures)('have a switch each: %s', (feature) => {
    const { informedOn, text } = everythingTold;
    const at = '2026-03-02T10:00:00Z';
    expect(figuresAt({ informedOn, text }, at)).toEqual([]);
    expect(figuresAt({ informedOn, text, [feature]: true }, at)).toEqual([feature]);
    expect(figuresAt({ ...everythingTold, [feature]: false }, at)).not.toContain(feature);
  });
});
