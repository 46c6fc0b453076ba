import { describe, expect, it } from '@jest/globals';

import { resolveSettings } from '../../settings/resolved-settings';
import { someFigures, someMaterial, someReach } from '../testing/some-figures';
import { reportLanguages } from '../words/report-format';
import { toReportDocument } from './to-report-document';

const nadia = { name: 'Nadia B.', phone: '01 99 00 10 20', email: 'nadia@centre.example' };
const material = (contact: typeof nadia | null) =>
  someMaterial(someFigures({ reach: someReach({ answered: 90, losses: { abandoned: 10 } }) }), { contact });
const methodOf = (contact: typeof nadia | null, language: (typeof reportLanguages)[number]) =>
  JSON.stringify(toReportDocument(material(contact), language).pages.at(-1)?.blocks);

describe('whom a clinic calls about its report', () => {
  it.each(reportLanguages)(
    'stands at the foot of each page and with the method, by name and number: %s',
    (language) => {
      const { footer } = toReportDocument(material(nadia), language);
      expect(footer).toMatch(/\{page\}.* · .*: ?Nadia B\., 01 99 00 10 20$/u);
      expect(methodOf(nadia, language)).toMatch(/Nadia B\. \(.+\), 01 99 00 10 20, nadia@centre\.example/u);
    },
  );

  it('is the centre alone where nobody is named', () => {
    expect(toReportDocument(material(null), 'fr').footer).toMatch(/\{pages\}$/u);
    expect(methodOf(null, 'fr')).toContain('Une question sur ce rapport');
  });

  it('is the clinic’s own contact, else the centre’s', () => {
    const row = { tenantId: 't', name: 'T', timezone: 'Europe/Paris', locale: 'fr', demo: false };
    const settings = resolveSettings(row, {
      centre: { contact: nadia },
      clinics: [{ id: 'durand', contact: { name: 'Omar D.', email: 'omar@centre.example' } }, { id: 'puig' }],
    });
    expect(settings.clinic('durand').report.contact).toEqual({
      name: 'Omar D.',
      phone: null,
      email: 'omar@centre.example',
    });
    expect(settings.clinic('puig').report.contact).toEqual(nadia);
    expect(settings.clinic('nobody').report.contact).toEqual(nadia);
  });
});
