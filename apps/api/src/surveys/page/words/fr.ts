import type { PatientWords } from './patient-words';

export const fr: PatientWords = {
  name: 'Français',
  chooseLanguage: 'Langue',
  title: '{clinic} : votre avis sur votre appel',
  heading: 'Comment s’est passé votre appel ?',
  lead: 'Une minute suffit. Vous pouvez laisser une question sans réponse.',
  inShort:
    'Responsable : {controller}. Vos réponses servent à améliorer l’accueil téléphonique et sont gardées {months} mois, sans votre nom.',
  toRights: 'Vos données et vos droits',
  commentMost: '1 000 caractères au plus.',
  callbackConsent:
    'Si vous répondez oui, le centre est prévenu aussitôt. Il voit le cabinet, l’heure de votre appel et un numéro en partie masqué, jamais votre note ni votre commentaire.',
  emergency: 'Ce n’est pas un service d’urgence. En cas d’urgence, appelez le 15 ou le 112.',
  tap: 'Touchez une note : elle est enregistrée aussitôt.',
  saved: 'Merci, votre note est enregistrée. Vous pouvez en changer, ou répondre encore à ces questions.',
  more: {
    title: 'Encore quelques questions ?',
    text: 'Seulement si vous voulez : vos premières réponses sont déjà enregistrées.',
    send: 'Envoyer aussi ces réponses',
  },
  send: 'Envoyer mes réponses',
  until: 'Ce lien sert une seule fois, jusqu’au {date}.',
  nothingChosen: 'Rien n’est coché pour l’instant. Répondez à une question au moins, puis envoyez.',
  rights: {
    heading: 'Vos données et vos droits',
    who: 'Responsable de ces données : {controller}. Les questions sont posées pour son compte par le centre qui répond au téléphone : {centre}.',
    why: 'Elles servent à améliorer l’accueil téléphonique, à rien d’autre : ni publicité, ni dossier médical.',
    what: 'Vos réponses sont rattachées à votre appel (heure, attente, motif), sans votre nom ni votre numéro. Elles sont lues en chiffres d’ensemble ; un commentaire peut être cité, une fois les noms et numéros ôtés.',
    kept: 'Elles sont gardées {months} mois. L’adresse qui a servi à vous écrire est effacée sous trois jours.',
    free: 'Répondre n’est pas obligatoire et ne change rien à vos soins.',
    contact: 'Pour voir ou faire effacer vos réponses : {contact}.',
    authority: 'Vous pouvez aussi vous adresser à l’autorité de protection des données (en France, la CNIL).',
  },
  refuse: {
    heading: 'Ne plus recevoir de questions',
    text: 'Un seul geste, et nous ne vous écrirons plus. Pour nous en souvenir, nous gardons une empreinte de votre adresse, qui ne permet pas de vous écrire.',
    button: 'Ne plus jamais m’en envoyer',
  },
  thanks: {
    title: 'Merci, c’est noté',
    text: 'Vos réponses sont enregistrées. Elles aideront à mieux répondre au téléphone. Vous pouvez fermer cette page.',
  },
  called: {
    title: 'Merci, votre demande est transmise',
    text: 'Vos réponses sont enregistrées, et le centre vient d’être prévenu que vous souhaitez un rappel. Il vous rappelle au numéro de votre appel, pendant ses heures d’ouverture. Sans nouvelles d’ici un jour ouvré, appelez à nouveau. En cas d’urgence, n’attendez pas : 15 ou 112.',
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
