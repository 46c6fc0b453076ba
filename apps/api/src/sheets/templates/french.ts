/** What a template says in its language. */
export type TemplateWords = Readonly<{
  greeting: string;
  disclosure: string;
  opening: string;
  emergency: string;
  /** By id: name, kind and text. */
  paths: readonly (readonly [string, string, 'specific' | 'general', string])[];
  /** By id: what callers ask everywhere; the answers are the clinic's to give. */
  questions: readonly (readonly [string, string])[];
}>;

/** The template in French. */
export const french: TemplateWords = {
  greeting:
    'Vous êtes bien au cabinet […]. Une télésecrétaire va vous répondre. En cas d’urgence vitale, raccrochez et composez le 15 ou le 112.',
  disclosure: 'Bonjour, vous êtes en relation avec le télésecrétariat du cabinet […].',
  opening: 'Appelez-vous pour un rendez-vous ou pour un renseignement ?',
  emergency:
    'Si c’est peut-être vital, raccrochez et composez le 15 ou le 112 : ils vous répondent tout de suite.',
  paths: [
    [
      'appointment',
      'Rendez-vous',
      'specific',
      'Demander le nom, le motif et si c’est urgent ; proposer les créneaux du cabinet.',
    ],
    [
      'change',
      'Déplacer ou annuler un rendez-vous',
      'specific',
      'Demander le nom et la date du rendez-vous ; proposer un autre créneau.',
    ],
    [
      'information',
      'Renseignement',
      'specific',
      'Chercher dans les réponses de la fiche ; ne rien inventer.',
    ],
    [
      'message',
      'Autre demande : message au cabinet',
      'general',
      'Noter le nom, le numéro, le motif et quand rappeler ; le cabinet rappelle.',
    ],
  ],
  questions: [
    ['first-visit', 'Que faut-il apporter à une première consultation ?'],
    ['late', 'Que faire en cas de retard ?'],
    ['results', 'Comment obtenir mes résultats ?'],
    ['prescription', 'Comment renouveler une ordonnance ?'],
    ['closed', 'Qui appeler quand le cabinet est fermé ?'],
  ],
};
