import { describe, expect, it } from '@jest/globals';
import type { SettingsFile } from '@vigie/contracts';

import { resolveSettings } from './resolved-settings';
import { readSettingsYaml } from './settings-yaml';
import { itemsFor, resolveSurvey } from './survey-template';

const row = { tenantId: 't', name: 'Place', timezone: 'Europe/Paris', locale: 'fr', demo: false };
const resolved = (file: SettingsFile) => resolveSettings(row, file);

describe('how callers are asked', () => {
  it('is said by the centre and, field by field, by the clinic; by neither, nobody is asked', () => {
    const settings = resolved({
      centre: { survey: { languages: ['fr', 'ca'], share: 0.5, contact: 'dpo@place.example' } },
      clinics: [{ id: 'sud', name: 'Radiologie Sud', survey: { share: 0.1, controller: 'SELARL Sud' } }],
    });
    expect(settings.clinic('sud').survey).toMatchObject({
      languages: ['fr', 'ca'],
      share: 0.1,
      unansweredShare: 0.1,
      clinicName: 'Radiologie Sud',
      controller: 'SELARL Sud',
      contact: 'dpo@place.example',
    });
    expect(settings.clinic('unnamed').survey).toMatchObject({ share: 0.5, controller: 'unnamed' });
    expect(settings.survey).toMatchObject({ clinicName: 'Place' });
    expect(resolved({ clinics: [{ id: 'sud' }] }).clinic('sud').survey).toBeNull();
  });

  it('has another id when what the patient reads is another, and only then', () => {
    const idOf = (survey: Parameters<typeof resolveSurvey>[0]) =>
      resolveSurvey(survey, undefined, 'Sud')?.surveyId;
    expect(idOf({})).toMatch(/^[0-9a-f]{12}$/u);
    expect(idOf({ share: 0.2, channels: ['sms'] })).toBe(idOf({}));
    const others = [
      { items: ['overall' as const] },
      { languages: ['ca' as const] },
      { controller: 'SELARL' },
      { retentionMonths: 6 },
      { intro: { fr: 'Bonjour' } },
    ];
    expect(new Set([{}, ...others].map(idOf)).size).toBe(others.length + 1);
  });

  it('puts what is to be written last, and asks one who spoke with nobody nothing about a conversation', () => {
    const template = resolveSurvey(
      { items: ['comment', 'overall', 'callback', 'courtesy'] },
      undefined,
      'Sud',
    );
    expect(template?.items).toEqual(['overall', 'courtesy', 'comment', 'callback']);
    expect(itemsFor(template ?? { items: [] }, false)).toEqual(['overall', 'comment', 'callback']);
  });

  it('is refused where it cannot be meant', () => {
    const problems = (survey: string) => {
      const read = readSettingsYaml(`centre:\n  survey: ${survey}\n`);
      return read.ok ? [] : read.problems.map(({ where }) => where);
    };
    expect(problems('{ share: 0.2, items: [overall] }')).toEqual([]);
    expect(problems('{ share: 20 }')).toEqual(['centre.survey.share']);
    expect(problems('{ items: [smile] }')).toEqual(['centre.survey.items[0]']);
    expect(problems('{ languages: [fr, fr] }')).toEqual(['centre.survey.languages']);
    expect(problems('{ message: { fr: "Votre avis ?" } }')).toEqual(['centre.survey.message']);
    expect(problems('{ colour: blue }')).toHaveLength(1);
  });
});
