/** French words of what is kept of oneself. */
export const frMyData = {
  about: 'Ce qui est conservé de vous, combien de temps, et qui l’a regardé.',
  failed: 'Le serveur ne répond pas. Réessayez dans un instant.',
  months: { one: '{n} mois', other: '{n} mois' },
  kept: {
    title: 'Ce qui est conservé',
    account:
      'Votre compte, depuis le {when} : nom, adresse e-mail, langue, rôles, et les navigateurs où vous êtes connecté. Jusqu’à la fin de vos accès ; votre nom reste ensuite dans le registre.',
    own: 'Ce que vous gardez pour vous : vues de l’historique {views}, envois par e-mail {mailings}. Jusqu’à ce que vous les supprimiez, ou à la fin de vos accès.',
    days: {
      one: 'Ce que vous avez fait minute par minute (présence, pauses, appels) : {n} journée, {from}. Conservé {months}.',
      other:
        'Ce que vous avez fait minute par minute (présence, pauses, appels) : {n} journées, du {from} au {to}. Conservé {months}.',
    },
    noDays:
      'Ce que vous faites minute par minute (présence, pauses, appels) : rien pour l’instant. Conservé {months}.',
    calls:
      'Votre identifiant sur les appels que vous avez pris : {months}. Ensuite il ne reste que des totaux.',
    sums: 'Des totaux par quart d’heure sous votre identifiant ({id}) : appels pris, temps de parole. Sans limite de durée, et sans aucun appelant.',
    log: 'Vos connexions et ce que vous avez consulté ou changé, dans le registre des accès : {months}.',
    noAgent: 'Votre compte n’est relié à aucun poste de secrétaire : aucun chiffre n’est de vous.',
  },
  watched: {
    title: 'Qui a regardé',
    about:
      'Ces trente derniers jours, là où les secrétaires sont nommées : le direct, les derniers appels, les chiffres par secrétaire.',
    none: 'Personne.',
    days: { one: '{n} jour, la dernière fois le {when}', other: '{n} jours, la dernière fois le {when}' },
  },
  named: {
    title: 'Ce qui a été fait à votre sujet',
    about: 'Ces quatre-vingt-dix derniers jours : rôles, liens d’accès, vos chiffres demandés par votre nom.',
    none: 'Rien.',
  },
  rights:
    'Pour faire corriger ou effacer quelque chose, adressez-vous au délégué à la protection des données de votre centre.',
} as const;
