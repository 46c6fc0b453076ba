import type { TeamId } from './clinic';

/** A secretary of the demo centre. */
export type StaffMember = {
  readonly id: string;
  readonly name: string;
  readonly team: TeamId;
  /** Speaks Catalan and Spanish as well as French. */
  readonly speaksCatalan: boolean;
};

const people: { readonly [team in TeamId]: readonly string[] } = {
  cds: ['Nadia R.', 'Chloé B.', 'Samira K.', 'Julie P.', 'Inès M.', 'Lucas D.', 'Manon T.'],
  mg: ['Claire V.', 'Sophie L.', 'Amandine G.', 'Yasmine O.', 'Thomas H.', 'Élodie C.'],
  spe: ['Fatou S.', 'Camille A.', 'Laura N.', 'Hugo W.', 'Pauline E.', 'Myriam Z.', 'Sarah F.'],
  img: ['Céline J.', 'Karim B.', 'Emma Q.', 'Aurélie D.', 'Noémie R.'],
  cat: ['Montserrat P.', 'Jordi C.', 'Núria S.', 'Mercè V.', 'Laia F.'],
};

/** In other teams too a few learnt Catalan or Spanish at home. */
const alsoCatalan = new Set(['Laura N.', 'Julie P.', 'Thomas H.', 'Emma Q.']);

const idOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z ]/gu, '')
    .trim()
    .toLowerCase()
    .replaceAll(' ', '-');

/** The thirty secretaries, team by team. */
export const staff: readonly StaffMember[] = (Object.keys(people) as TeamId[]).flatMap((team) =>
  people[team].map((name) => ({
    id: idOf(name),
    name,
    team,
    speaksCatalan: team === 'cat' || alsoCatalan.has(name),
  })),
);
