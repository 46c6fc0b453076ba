import { basicNames, type Sheet, type SheetPath } from '@vigie/contracts';

import { sheetTemplates } from '../sheets/templates/sheet-templates';

/** The sheet of a clinic of the demonstration; `mended`: what it became when the clinic saw what was wrong. */
type DemoSheet = Readonly<{ first: Sheet; mended?: Sheet; isApproved: boolean }>;

const reviewed = { reviewedOn: '2026-01-12', reviewBy: null };

const basics = (place: string): Sheet['basics'] => {
  const texts = {
    hours: 'Du lundi au vendredi, de 8 h à 19 h, sans rendez-vous de 8 h à 9 h.',
    place,
    parking: 'Parking public à 150 m ; une place pour personnes handicapées devant l’entrée.',
    website: 'Prise de rendez-vous en ligne, jour et nuit.',
    telephone: 'Le numéro composé ; le même pour les urgences du jour.',
    email: 'Aucun résultat ni ordonnance par e-mail : par la messagerie sécurisée seulement.',
    insurances: 'Secteur 1, carte Vitale, tiers payant.',
    professionals: 'Trois médecins, une infirmière le matin.',
    services: 'Consultations, vaccins, petits soins ; pas de radiographie.',
  };
  return Object.fromEntries(
    basicNames.map((name) => [name, { text: texts[name], ...reviewed }]),
  ) as Sheet['basics'];
};

const answers: Sheet['answers'] = [
  [
    'first-visit',
    'Que faut-il apporter à une première consultation ?',
    'La carte Vitale, l’ordonnance en cours, les derniers résultats.',
  ],
  ['late', 'Que faire en cas de retard ?', 'Prévenir. Au-delà de 15 minutes, le rendez-vous est déplacé.'],
  [
    'results',
    'Comment obtenir mes résultats ?',
    'Le laboratoire les envoie ; le médecin rappelle s’il y a lieu.',
  ],
  [
    'prescription',
    'Comment renouveler une ordonnance ?',
    'Sur rendez-vous, ou par la messagerie pour un traitement de longue durée.',
  ],
  ['closed', 'Qui appeler quand le cabinet est fermé ?', 'Le 15 si c’est urgent, sinon le 116 117.'],
  [
    'vaccination',
    'Faites-vous les vaccins de la grippe ?',
    'D’octobre à janvier, le matin, sans rendez-vous.',
  ],
].map(([id = '', question = '', text = '']) => ({ id, question, text, ...reviewed }));

/** Makes none of the errors that a sheet can make. */
const sound = (name: string, place: string): Sheet => ({
  ...sheetTemplates.fr,
  greeting: {
    text: sheetTemplates.fr.greeting.text.replace('au cabinet […]', `à ${name}`),
    seconds: 12,
    comesFirst: true,
  },
  disclosure: `Bonjour, vous êtes en relation avec le télésecrétariat de ${name}.`,
  basics: basics(place),
  answers,
});

const path = (id: string, name: string, kind: SheetPath['kind'] = 'specific'): SheetPath => ({
  id,
  name,
  kind,
  text: `Suivre la consigne du cabinet pour « ${name} ».`,
});

/** More than anybody follows on the telephone. */
const manyPaths: readonly SheetPath[] = [
  path('first', 'Première consultation'),
  path('follow-up', 'Consultation de suivi'),
  path('child', 'Consultation d’enfant'),
  path('change', 'Déplacer un rendez-vous'),
  path('cancel', 'Annuler un rendez-vous'),
  path('prescription', 'Ordonnance'),
  path('results', 'Résultats'),
  path('certificate', 'Certificat'),
  path('quote', 'Devis'),
  path('supplies', 'Matériel'),
  path('company', 'Laboratoire ou représentant'),
  path('message', 'Autre demande', 'general'),
];

const topics = [
  'la carte Vitale',
  'les mineurs',
  'les certificats de sport',
  'les arrêts de travail',
  'les résultats de laboratoire',
  'les ordonnances de longue durée',
  'les renouvellements de lunettes',
  'les visites à domicile',
  'les retards',
  'les annulations',
  'les urgences du jour',
  'les vaccins de la grippe',
  'les vaccins des enfants',
  'les voyages',
  'les papiers de la maison du handicap',
  'les comptes rendus',
  'les radiographies',
  'les ordonnances perdues',
  'les prises de sang',
  'les téléconsultations',
  'le paiement',
  'les mutuelles',
  'les patients de passage',
  'les remplaçants',
  'les interprètes',
  'le stationnement',
  'les fauteuils roulants',
  'les animaux d’assistance',
  'les accompagnants',
  'les jours fériés',
  'les vacances',
  'les courriers',
  'les confrères',
  'les laboratoires',
  'les assurances',
  'les expertises',
  'les réclamations',
  'les objets oubliés',
  'les nouveaux patients',
  'les stagiaires',
];

/** Everything that ever was asked once, each in a paragraph: nobody finds an answer in it while a caller waits. */
const longAnswers: Sheet['answers'] = topics.map((topic, index) => ({
  id: `answer-${index + 1}`,
  question: `Que dit le cabinet sur ${topic} ?`,
  text: `Pour tout ce qui touche ${topic}, le cabinet demande de commencer par vérifier si la personne est déjà connue, puis de relire avec elle la consigne affichée en salle d’attente. Si elle insiste, expliquer que la règle est la même pour tous, qu’elle a été revue l’an dernier et qu’un courrier l’a annoncée. En cas de doute, reprendre depuis le début, noter le motif exact, l’heure, le nom de la personne qui l’accompagne, et dire que le cabinet répondra dès que possible, sans promettre de jour ni d’heure précise à ce stade.`,
  ...reviewed,
}));

const platanes = sound('la pédiatrie des Platanes', '12 allée des Platanes, rez-de-chaussée.');
const bellecour = sound('l’ophtalmologie Bellecour', '4 place Bellecour, deuxième étage.');

/** By clinic: one that is sound, one for each error that a sheet can make, and one that mends its own. */
export const demoSheets: Readonly<Record<string, DemoSheet>> = {
  'cabinet-durand': { first: sound('cabinet Durand', '3 rue des Écoles, premier étage.'), isApproved: false },
  'clinique-parc': { first: sound('clinique du Parc', '1 avenue du Parc, accueil.'), isApproved: true },
  // 1. A script too complicated.
  'cabinet-tilleuls': {
    first: { ...sound('cabinet des Tilleuls', '8 rue des Tilleuls.'), paths: manyPaths },
    isApproved: true,
  },
  // 2. A script too simple.
  'centre-jaures': {
    first: {
      ...sound('centre Jaurès', '20 avenue Jaurès.'),
      paths: [path('message', 'Nom et numéro, le centre rappelle', 'general')],
      opening: { kind: 'open', text: 'Que puis-je faire pour vous ?' },
    },
    isApproved: true,
  },
  // 3. Answers too long.
  'dentaire-voltaire': {
    first: { ...sound('centre dentaire Voltaire', '31 boulevard Voltaire.'), answers: longAnswers },
    isApproved: false,
  },
  // 4. Answers too short: most of what everybody asks is not there.
  'dermatologie-port': {
    first: {
      ...sound('cabinet de dermatologie du Port', '1 quai du Port.'),
      basics: sheetTemplates.fr.basics,
    },
    isApproved: true,
  },
  // 5. A greeting after something else.
  'ophtalmologie-bellecour': {
    first: { ...bellecour, greeting: { ...bellecour.greeting, seconds: 31, comesFirst: false } },
    isApproved: true,
  },
  // 6. The secretariat is not named.
  'radiologie-sud': {
    first: { ...sound('centre de radiologie Sud', '9 rue du Sud.'), disclosure: '' },
    isApproved: true,
  },
  // Had twelve paths, and has four since.
  'pediatrie-platanes': { first: { ...platanes, paths: manyPaths }, mended: platanes, isApproved: true },
};
