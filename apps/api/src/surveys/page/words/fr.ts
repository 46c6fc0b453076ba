import type { PatientWords } from './patient-words';

export const fr: PatientWords = {
  name: 'Français',
  chooseLanguage: 'Langue',
  title: 'Votre avis sur votre appel à {clinic}',
  heading: 'Comment s’est passé votre appel ?',
  lead: 'Une minute suffit. Vous pouvez laisser une question sans réponse.',
  inShort:
    '{controller} vous le demande pour améliorer son accueil téléphonique. Vos réponses sont gardées {months} mois, sans votre nom.',
  toRights: 'Vos données et vos droits',
  commentMost: '1 000 caractères au plus.',
  callbackConsent:
    'Si vous répondez oui et que vous n’êtes pas satisfait, le centre est prévenu aussitôt pour vous rappeler. Il voit le cabinet, l’heure de votre appel et un numéro masqué, jamais votre note ni votre commentaire.',
  emergency: 'Ces réponses ne sont pas lues en direct. En cas d’urgence, appelez le 15 ou le 112.',
  send: 'Envoyer mes réponses',
  until: 'Ce lien sert une seule fois, jusqu’au {date}.',
  nothingChosen: 'Rien n’est coché pour l’instant. Répondez à une question au moins, puis envoyez.',
  rights: {
    heading: 'Vos données et vos droits',
    who: '{controller} est responsable de ces données. {centre}, qui répond au téléphone pour son compte, pose les questions.',
    why: 'Elles servent à améliorer l’accueil téléphonique, à rien d’autre : ni publicité, ni dossier médical.',
    what: 'Vos réponses sont rattachées à votre appel (heure, attente, motif), sans votre nom ni votre numéro. Elles sont lues en chiffres d’ensemble ; un commentaire peut être cité, une fois les noms et numéros ôtés.',
    kept: 'Elles sont gardées {months} mois. L’adresse qui a servi à vous écrire est effacée sous trois jours.',
    free: 'Répondre n’est pas obligatoire et ne change rien à vos soins.',
    contact: 'Pour voir ou faire effacer vos réponses : {contact}.',
    authority: 'Vous pouvez aussi vous adresser à l’autorité de protection des données (en France, la CNIL).',
  },
  refuse: {
    heading: 'Ne plus être sollicité',
    text: 'Un seul geste, et nous ne vous écrirons plus. Pour nous en souvenir, nous gardons une empreinte de votre adresse, qui ne permet pas de vous écrire.',
    button: 'Ne plus jamais me solliciter',
  },
  thanks: {
    title: 'Merci, c’est noté',
    text: 'Vos réponses sont enregistrées. Elles aideront {clinic} à mieux vous répondre. Vous pouvez fermer cette page.',
  },
  used: {
    title: 'Vous avez déjà répondu',
    text: 'Ce lien ne sert qu’une fois, et vos réponses sont bien enregistrées. Merci.',
  },
  late: {
    title: 'Ce lien n’est plus valable',
    text: 'On pouvait répondre jusqu’au {date}. Merci d’avoir voulu le faire.',
  },
  forged: {
    title: 'Ce lien ne mène à rien',
    text: 'Il est peut-être incomplet : ouvrez-le à nouveau depuis le message reçu, sans le recopier. Un lien ancien cesse aussi d’exister.',
  },
  refused: {
    title: 'C’est entendu',
    text: 'Nous ne vous demanderons plus votre avis. Vous pouvez fermer cette page.',
  },
  tooMany: {
    title: 'Un instant, s’il vous plaît',
    text: 'Trop de demandes à la fois. Réessayez dans une minute.',
  },
  failed: {
    title: 'Cela n’a pas marché',
    text: 'La faute est de notre côté et rien n’est perdu : réessayez dans quelques minutes avec le même lien.',
  },
};
