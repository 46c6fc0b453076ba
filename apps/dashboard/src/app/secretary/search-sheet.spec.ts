import { describe, expect, it } from '@jest/globals';
import { basicNames, type Sheet } from '@vigie/contracts';

import { LookUp } from './look-up';
import { markedPieces, readySheet, searchSheet } from './search-sheet';

const empty = { text: '', reviewedOn: null, reviewBy: null };
const basics = Object.fromEntries(basicNames.map((name) => [name, empty])) as Sheet['basics'];
const answer = (id: string, question: string, text: string): Sheet['answers'][number] => ({
  ...empty,
  id,
  question,
  text,
});
const answers = [
  answer('lost', 'Ordonnance perdue : que dire ?', 'Le cabinet la refait, sans délai.'),
  answer('delay', 'Ordonnance : quel délai ?', 'Prête sous 48 h ouvrées.'),
  answer('late', 'Que faire en cas de retard ?', 'Au-delà de dix minutes, reprendre rendez-vous.'),
  answer('none', 'Téléconsultation ?', ''),
];
const sheet = { basics: { ...basics, parking: { ...empty, text: 'Sous la place.' } }, answers };
const ready = readySheet(sheet, (name) => (name === 'parking' ? 'Parking' : name));
const idsFor = (typed: string): string[] => searchSheet(ready, typed).map(({ id }) => id);

describe('what a secretary types', () => {
  it('finds what has every word, begun as it is typed, the question before its answer', () => {
    expect(idsFor('délai ordo')).toEqual(['delay', 'lost']);
    expect(idsFor('DELAI')).toEqual(['delay', 'lost']);
    expect(idsFor('ordo retard')).toEqual([]);
    expect(idsFor('  ')).toEqual([]);
    expect(idsFor('?')).toEqual([]);
  });

  it('finds the basics of a clinic, and never a question to which nothing is written', () => {
    expect(idsFor('park')).toEqual(['parking']);
    expect(idsFor('place')).toEqual(['parking']);
    expect(idsFor('téléconsultation')).toEqual([]);
  });

  it('finds no word by its middle', () => {
    expect(idsFor('donnance')).toEqual([]);
  });

  it('is underlined where it stands, accents and capitals as they are written', () => {
    expect(markedPieces('Ordonnance : quel Délai ?', 'delai ordo')).toEqual([
      { text: 'Ordo', isMatch: true },
      { text: 'nnance : quel ', isMatch: false },
      { text: 'Délai', isMatch: true },
      { text: ' ?', isMatch: false },
    ]);
  });

  it('costs no more than a hundred times what writing the sheet down costs, 200 answers made ready among it', () => {
    const subjects = ['ordonnance', 'parking', 'vaccin', 'résultats', 'retard', 'arrêt', 'carte', 'horaires'];
    const body =
      'Le cabinet répond sous deux jours ouvrés, à retirer sur place ou par messagerie sécurisée. ';
    const sheets = Array.from({ length: 300 }, (_, clinic) => ({
      basics,
      answers: Array.from({ length: 200 }, (__, nth) =>
        answer(`${clinic}-${nth}`, `${subjects[nth % 8] ?? ''} numéro ${nth} : comment ?`, body.repeat(3)),
      ),
    }));
    const typed = ['o', 'or', 'ordo', 'délai ordo', 'vaccin numero 7', 'messagerie securisee', 'rien de tel'];
    // Of this process alone, whatever else the machine is busy with.
    const costOf = (work: (sheet: (typeof sheets)[number], nth: number) => unknown): number => {
      const from = process.cpuUsage();
      sheets.forEach(work);
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    const search = (): number =>
      costOf((one, nth) =>
        searchSheet(
          readySheet(one, (name) => name),
          typed[nth % typed.length] ?? '',
        ),
      );
    const [searched, written] = [search(), costOf((one) => JSON.stringify(one))];
    expect(searched / written).toBeLessThan(100);
  });
});

describe('a look-up', () => {
  it('is found where it is said to be, after the time until its answer stood there', () => {
    const lookUp = new LookUp();
    lookUp.shows(null, 1_000);
    lookUp.shows('delay', 4_000);
    lookUp.shows('delay', 9_000);
    expect(lookUp.found()).toEqual({ entryId: 'delay', elapsedMs: 3_000 });
    expect(lookUp.found()).toBeNull();
  });

  it('that is left counts as found where its answer was there to be read, and as nothing where it was not', () => {
    const lookUp = new LookUp();
    lookUp.shows('lost', 1_000);
    lookUp.shows('delay', 2_000);
    expect(lookUp.leave(3_900)).toBeNull();
    lookUp.shows('delay', 10_000);
    expect(lookUp.leave(12_000)).toEqual({ entryId: 'delay', elapsedMs: 0 });
    lookUp.shows(null, 20_000);
    expect([lookUp.elapsed(26_500), lookUp.leave(30_000), lookUp.elapsed(31_000)]).toEqual([6_500, null, 0]);
  });
});
