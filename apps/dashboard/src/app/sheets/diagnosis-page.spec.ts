import { describe, expect, it } from '@jest/globals';

import { FakeHttp } from '../testing/fake-http';
import { openPage } from '../testing/open-page';
import { sampleDiagnosis, sampleDiagnosisList } from '../testing/sample-diagnosis';
import { sampleMe } from '../testing/sample-people';

const opened = async (path = '/diagnosis?month=2026-03', diagnosis: object = sampleDiagnosis) => {
  const http = new FakeHttp();
  http.answer('/api/v1/me', { body: sampleMe(['reports.see']) });
  http.answer('/api/v1/diagnoses', { body: sampleDiagnosisList });
  http.answer('/api/v1/clinics/durand/diagnosis', { body: diagnosis });
  const page = await openPage(path, 'fr', http);
  for (let turn = 0; turn < 5; turn += 1) await page.settle();
  return { http, ...page };
};

describe('the page of six errors', () => {
  it('says of each light its state, its evidence, its thresholds with their source, and what to do', async () => {
    const { text } = await opened();
    const shown = await text();
    expect(shown).toContain('Cabinet Durand mars 2026, clos');
    expect(shown).toContain('sur 1 240 appels. Fiche : version 7.');
    expect(shown).toContain(
      '▲ à corriger 4. Réponses trop courtes ? 58 recherches sur 212 sans réponse (27 %)',
    );
    expect(shown).toContain('Parking 17');
    expect(shown).toContain('recherches sans réponse, au plus 20 % · guide des six erreurs');
    expect(shown).toContain('recherches, au moins 20 · hypothèse');
    expect(shown).toContain('Écrire les réponses qui manquent');
    expect(shown).toContain('Mois d’avant : à surveiller');
    expect(shown).toContain('La phrase est dans la fiche.');
    expect(shown).toContain('Il faut 30 appels écoutés');
    expect(shown).toContain('Révision 2');
    expect(shown).toContain('des événements sont arrivés après coup');
    expect(shown).toContain('jamais un classement');
  });

  it('counts what is to be mended, and where nothing is known of a month leads to the one before', async () => {
    const { text, page } = await opened();
    expect(await text()).toContain('À corriger : 1 · à surveiller : 0 · pas assez de données : 1');
    expect(page.querySelector('.sum button')).toBeNull();
    const lights = sampleDiagnosis.lights.map((light) => ({ ...light, state: 'notEnoughData' }));
    const quiet = await opened('/diagnosis', {
      ...sampleDiagnosis,
      lights,
      month: '2026-04',
      months: ['2026-03'],
    });
    quiet.page.querySelector<HTMLButtonElement>('.sum button')?.click();
    for (let turn = 0; turn < 5; turn += 1) await quiet.settle();
    expect(quiet.http.asked.map(({ address }) => address)).toContain(
      '/api/v1/clinics/durand/diagnosis?month=2026-03',
    );
  });

  it('names each light of the list to who does not see its colour', async () => {
    const { page } = await opened();
    const lights = [...page.querySelectorAll('.lights [role="img"]')].map((one) =>
      one.getAttribute('aria-label'),
    );
    expect(lights).toHaveLength(6);
    expect((lights[3] ?? '').replaceAll(/\s/gu, ' ')).toBe('4. Réponses trop courtes ? à corriger');
  });

  it('asks for the month that was chosen', async () => {
    const { page, http, settle } = await opened();
    const month = page.querySelector<HTMLSelectElement>('.month select');
    if (month === null) throw new Error('no months to choose from');
    month.value = '2026-02';
    month.dispatchEvent(new Event('change'));
    for (let turn = 0; turn < 5; turn += 1) await settle();
    expect(http.asked.map(({ address }) => address)).toContain(
      '/api/v1/clinics/durand/diagnosis?month=2026-02',
    );
  });
});
