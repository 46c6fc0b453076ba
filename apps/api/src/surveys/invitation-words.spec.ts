import { describe, expect, it } from '@jest/globals';

import { wordInvitation } from './invitation-words';

describe('the words of an invitation', () => {
  const link = 'https://avis.example/q/x';
  const template = { clinicName: 'Cabinet $& Durand', controller: 'SELARL Durand', message: {} };

  it('hold the clinic and the link in every language, and leave nothing to be filled in', () => {
    for (const language of ['fr', 'ca', 'es', 'en'] as const) {
      for (const channel of ['sms', 'email'] as const) {
        const { subject, text } = wordInvitation(template, { channel, language, link });
        expect(subject).toContain('Cabinet $& Durand');
        expect(text).toContain('Cabinet $& Durand');
        expect(text).toContain(link);
        expect(subject + text).not.toMatch(/[{}]/u);
      }
    }
  });

  it('are the clinic’s own where it has some', () => {
    const own = { ...template, message: { fr: 'Votre avis ? {link}' } };
    expect(wordInvitation(own, { channel: 'sms', language: 'fr', link }).text).toBe(`Votre avis ? ${link}`);
    expect(wordInvitation(own, { channel: 'sms', language: 'en', link }).text).toContain('Optional');
  });
});
