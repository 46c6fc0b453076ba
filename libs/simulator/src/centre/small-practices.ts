import { createRandom } from '../random';
import { mondayToFriday, type ClinicProfile, type TeamId } from './clinic';
import { catalanSource, largeClinics, mainSource } from './clinics';

type Practice = readonly [id: string, name: string, team: TeamId];

const practices: readonly Practice[] = [
  ['dr-moreau', 'Dr Moreau', 'mg'],
  ['dr-lefevre', 'Dr Lefèvre', 'mg'],
  ['cabinet-des-halles', 'Cabinet des Halles', 'mg'],
  ['dr-nguyen', 'Dr Nguyen', 'mg'],
  ['cabinet-du-pont', 'Cabinet du Pont', 'mg'],
  ['dr-benali', 'Dr Benali', 'mg'],
  ['dr-garnier', 'Dr Garnier', 'mg'],
  ['cabinet-saint-roch', 'Cabinet Saint-Roch', 'mg'],
  ['dr-chevalier', 'Dr Chevalier', 'mg'],
  ['sages-femmes-du-parc', 'Sages-femmes du Parc', 'mg'],
  ['maison-medicale-coteaux', 'Maison médicale des Coteaux', 'cds'],
  ['infirmiers-bel-air', 'Infirmiers Bel-Air', 'cds'],
  ['maison-medicale-gare', 'Maison médicale de la Gare', 'cds'],
  ['kine-republique', 'Kinésithérapie République', 'cds'],
  ['orthophonie-gambetta', 'Orthophonie Gambetta', 'cds'],
  ['cardiologie-mistral', 'Cardiologie Mistral', 'spe'],
  ['dr-rousseau-orl', 'Dr Rousseau, ORL', 'spe'],
  ['gynecologie-des-arts', 'Gynécologie des Arts', 'spe'],
  ['dr-faure-rhumatologie', 'Dr Faure, rhumatologie', 'spe'],
  ['podologie-du-marche', 'Podologie du Marché', 'spe'],
  ['dr-lemaire-endocrinologie', 'Dr Lemaire, endocrinologie', 'spe'],
  ['psychologues-des-quais', 'Psychologues des Quais', 'spe'],
  ['orthodontie-pasteur', 'Orthodontie Pasteur', 'spe'],
  ['echographie-du-lac', 'Échographie du Lac', 'img'],
  ['scanner-des-alpes', 'Scanner des Alpes', 'img'],
  ['dr-puig', 'Dr Puig', 'cat'],
  ['dra-ferrer', 'Dra. Ferrer', 'cat'],
  ['fisioterapia-canigo', 'Fisioteràpia Canigó', 'cat'],
];

const catalan = [
  ['fr', 45],
  ['ca', 40],
  ['es', 15],
] as const;
const french = [
  ['fr', 98],
  ['en', 2],
] as const;

/** What tells a practice from others of its kind: never cut at a preposition. */
function shortNameOf(name: string): string {
  if (name.length <= 16) return name;
  const [before = name, after] = name.split(', ');
  if (after !== undefined) return before;
  const parts = name.replace(/^.* (?:des|du|de la|de) /u, '').split(' ');
  const place = parts.at(-1) ?? name;
  const isTaken = largeClinics.some(({ shortName }) => shortName === place);
  return isTaken ? (name.split(' ')[0] ?? name) : place;
}

function toClinic([id, name, team]: Practice, index: number, callsPerDay: number): ClinicProfile {
  const isCatalan = team === 'cat';
  const covered = mondayToFriday(index % 4 === 0 ? '08:00-19:00' : '08:30-18:00');
  return {
    id,
    name,
    shortName: shortNameOf(name),
    kind: 'cabinet',
    team,
    callsPerDay,
    number: `+331990002${String(index).padStart(2, '0')}`,
    source: isCatalan ? catalanSource : mainSource,
    mode: 'full',
    holidays: 'FR',
    hours: mondayToFriday('09:00-12:30', '14:00-18:00'),
    covered,
    languages: isCatalan ? catalan : french,
    queues: isCatalan
      ? { appointment: 'cat-rendez-vous', catalan: 'catala' }
      : { appointment: `${team}-rendez-vous`, urgent: 'urgent' },
  };
}

/** The 28 small practices: log-normal, median 7 calls a day. Their sizes belong to the centre, not to a seed. */
export const smallPractices: readonly ClinicProfile[] = ((): readonly ClinicProfile[] => {
  const random = createRandom('small practices');
  return practices.map((practice, index) => toClinic(practice, index, random.logNormal(7, 0.7)));
})();
