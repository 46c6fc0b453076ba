import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { scrubComment } from './scrub-comment';

describe('what is kept of a comment', () => {
  it.each([
    ['Mme Dupont a été très gentille.', 'Mme […] a été très gentille.'],
    ['mme dupont a été très gentille', 'mme […] a été très gentille'],
    ['Le Dr. Jean-Marc de La Tour est toujours en retard', 'Le Dr. […] est toujours en retard'],
    ['Merci à Madame la secrétaire, très patiente', 'Merci à Madame la secrétaire, très patiente'],
    ['Le dr était en retard, madame très occupée', 'Le dr était en retard, madame très occupée'],
    ['Je m’appelle fatima benali et j’attends', 'Je m’appelle […] et j’attends'],
    ['Sophie a été parfaite. Merci Sophie !', '[…] a été parfaite. Merci […] !'],
    ['La secrétaire Ophélie Vasseur écoute bien', 'La secrétaire […] écoute bien'],
    ['La Sra. Puig i Cadafalch em va ajudar', 'La Sra. […] em va ajudar'],
    ['Em dic Jordi Ferrer, tot bé', 'Em dic […], tot bé'],
    ['El doctor García no llamó', 'El doctor […] no llamó'],
    ['My name is Alice Brown and Mrs Smith helped', 'My name is […] and Mrs […] helped'],
    ['MME DUPONT A ETE TRES GENTILLE', 'MME […] A ETE TRES GENTILLE'],
  ])('has no name: %s', (said, kept) => {
    expect(scrubComment(said)).toBe(kept);
  });

  it.each([
    ['Rappelez-moi au 06 39 98 12 34 merci', 'Rappelez-moi au […] merci'],
    ['Mon numéro: +33 6.39.98.12.34', 'Mon numéro: […]'],
    ['NIR 2 85 05 78 006 084 36 svp', 'NIR […] svp'],
    ['mon dni es 12345678Z gracias', 'mon dni es […] gracias'],
    ['la meva TSI és PUFE1850505001', 'la meva TSI és […]'],
    ['zéro six trente-neuf quatre-vingt dix-huit, rappelez', '[…], rappelez'],
    ['née le 12/03/1968 à l’hôpital', 'née le […] à l’hôpital'],
    ['nascuda el 12 de març de 1968, gràcies', 'nascuda el […], gràcies'],
    ['born March 12, 1968. Thanks', 'born […]. Thanks'],
    ['écrivez à a.b@exemple.fr ou a.b arobase exemple point fr', 'écrivez à […] ou […]'],
    ['voir https://exemple.fr/x?y=1 et www.exemple.com et exemple.cat', 'voir […] et […] et […]'],
  ])('has no number, address or date: %s', (said, kept) => {
    expect(scrubComment(said)).toBe(kept);
  });

  it.each([
    'Attente de 20 minutes, rappel à 14 h 30 : trop long !',
    'Rendez-vous pris sur Doctolib pour l’IRM, personne ne décroche.',
    'Très bon accueil. Réponse claire et rapide.',
    'Una espera de 10 minuts, però molt amables.',
    'I waited 15 min. Then I was cut off.',
  ])('keeps the words that say something: %s', (said) => {
    expect(scrubComment(said)).toBe(said);
  });

  it('is nothing when nothing is left, and one line however it was written', () => {
    expect(scrubComment('06 39 98 12 34')).toBe('');
    expect(scrubComment(' \n\u202e ')).toBe('');
    expect(scrubComment('trop\n\nlong\u200b')).toBe('trop long');
    expect(scrubComment('long '.repeat(5_000)).length).toBeLessThanOrEqual(2_000);
  });

  it('never holds an address or four digits in a row, whatever was written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('06', ' ', '.', '39 98', 'Mme', 'Dupont', '@', 'a.fr', '[…]', '٣٤', '１２'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const kept = scrubComment(pieces.join(' '));
        expect(kept).not.toMatch(/\p{Nd}{4}/u);
        expect(kept).not.toMatch(/[\p{L}\p{N}]@[\p{L}\p{N}]+\.\p{L}{2}/u);
        expect(kept.isWellFormed()).toBe(true);
        expect(kept.length).toBeLessThanOrEqual(3_000);
      }),
      { numRuns: 500 },
    );
  });
});
