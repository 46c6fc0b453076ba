/** French words of follow-ups: calls to patients that are planned. */
export const frFollowups = {
  one: 'suivi',
  title: 'Suivis planifiés',
  count: { one: '{n} suivi à venir', other: '{n} suivis à venir' },
  about:
    'Un suivi est un appel prévu. Il entre dans la liste ci-dessous quand son jour vient, et n’en sort que par ce qu’il en est advenu.',
  plannedAt: 'planifié {time}',
  way: 'Suivi planifié : appelez depuis le logiciel du cabinet, patient {reference}. Ne dites rien de médical.',
  wayWithout: 'Suivi planifié sans référence : le logiciel du cabinet dit qui appeler.',
  wayByMask: 'Suivi planifié : le logiciel du cabinet dit qui a appelé du {mask}. Ne dites rien de médical.',
  plan: 'Planifier un suivi',
  clinic: 'Cabinet',
  type: 'Pour',
  from: 'Du',
  until: 'Au',
  usual: 'Vide : comme d’habitude pour ce type.',
  when: 'du {from} au {until}',
  reference: 'Référence du patient',
  referenceAbout: 'Son numéro de dossier au cabinet : ni nom, ni téléphone.',
  send: 'Planifier',
  cancel: 'Annuler',
  cancelOf: 'Annuler le suivi {reference} de {clinic}',
  none: 'Aucun suivi à venir.',
  planned: 'Suivi planifié pour {clinic}.',
  cancelled: 'Suivi annulé.',
  failed: 'Le suivi n’a pas été enregistré : {why}',
  why: {
    invalid_window: 'la fin doit venir après le début, et dans l’année.',
    invalid_body: 'un champ n’est pas accepté.',
    followups_off: 'ce cabinet n’a pas de suivis.',
    server: 'le serveur ne répond pas.',
  },
  types: {
    same_day: 'Suivi du jour',
    visit_reminder: 'Rappel de visite',
    prescription_renewal: 'Renouvellement d’ordonnance',
    post_discharge: 'Après une sortie',
  },
};

/** French words of the cards that explain figures of follow-ups. */
export const frFollowupCards = {
  followupsDue: {
    name: 'Suivis à faire',
    how: 'Faits à temps + faits en retard + dépassés + encore à faire.',
    lines: 'Aucun seuil : c’est un nombre d’appels prévus.',
    without: 'Ceux que quelqu’un a annulés.',
  },
  doneOnTime: {
    name: 'Faits à temps',
    how: 'Suivis terminés par quelqu’un, par autre chose que « sans objet », avant la fin de leur délai.',
    lines: 'La fin du délai, comprise ; aussi avant son début.',
    without: 'Les essais sans réponse, qui ne terminent rien.',
  },
  doneLate: {
    name: 'Faits en retard',
    how: 'Suivis terminés de même après la fin de leur délai.',
    lines: 'Aucun seuil : si tard que ce soit.',
    without: 'Les essais sans réponse.',
  },
  overdue: {
    name: 'Dépassés',
    how: 'Suivis non terminés dont le délai est passé.',
    lines: 'La fin du délai. Ils restent en tête de la liste.',
    without: 'Ceux dont le délai court encore.',
  },
  followupsOnTimeRate: {
    name: 'Suivis faits à temps',
    how: 'Faits à temps ÷ (suivis à faire − encore à faire).',
    lines: 'Aucun seuil ici.',
    without: 'Ceux dont le délai court encore, et les annulés.',
  },
  followupsReached: {
    name: 'Patients joints',
    how: 'Parmi les suivis faits, ceux dont le patient a été joint.',
    lines: 'Aucun seuil : c’est un nombre d’appels.',
    without: 'Les faux numéros et les refus.',
  },
  plannedInCall: {
    name: 'Prévus avant la fin de l’appel',
    how: 'Suivis, annulés compris, prévus sur un appel avant qu’il se termine.',
    lines: 'L’instant où l’appel se termine.',
    without: 'Ceux qu’aucun appel n’a fait prévoir, et ceux dont l’appel n’est plus conservé.',
  },
  plannedAfterCall: {
    name: 'Prévus après l’appel',
    how: 'Suivis, annulés compris, prévus sur un appel après qu’il s’est terminé.',
    lines: 'L’instant où l’appel se termine.',
    without: 'Ceux qu’aucun appel n’a fait prévoir.',
  },
} as const;
