/** French words of what others measure, on the page of history. */
export const frPresets = {
  title: 'Définitions côte à côte',
  open: 'Définitions côte à côte',
  about:
    'Les mêmes appels, comptés comme d’autres les comptent : pour répondre à un acheteur, ou retrouver les chiffres d’un ancien outil.',
  byCall: 'Comptés par appel.',
  byQueue: 'Comptés par passage en file, comme les téléphonies le font.',
  measure: 'Mesure',
  value: 'Valeur',
  how: 'Comment',
  source: 'Source',
  threshold: 'T : {line}',
  target: 'demandé : {share}',
  kept: 'atteint',
  missed: 'pas atteint',
  partOf: '{part} sur {of}',
  hours: '{n} h par semaine',
  unknown: 'pas connu ici',
  back: 'Historique',
  houses: {
    serviceLevels: 'Les cinq niveaux de service',
    anap: 'ANAP, trois indicateurs de suivi',
    spain: 'Espagne, loi 10/2025',
    england: 'Angleterre, neuf mesures des cabinets de médecine générale',
    asterisk: 'Asterisk',
    wazo: 'Wazo',
    genesys: 'Genesys Cloud',
    amazon: 'Amazon Connect',
  },
  ways: {
    serviceLevels_sl1:
      'Décrochés en T secondes ÷ tous ceux entrés en file et dont l’issue est connue. La formule des manuels.',
    serviceLevels_sl2: 'Comme SL-1, sans les raccrochés immédiats. La formule de Vigie, sauf réglage.',
    serviceLevels_sl3:
      'Comme SL-1, sans ceux qui ont raccroché en T secondes : ils ne comptent ni pour ni contre.',
    serviceLevels_sl4: 'Ceux qui ont raccroché en T secondes comptent comme pris à temps.',
    serviceLevels_sl5: 'Décrochés en T secondes ÷ décrochés. Cache les abandons : jamais seule.',
    anap_openingHours:
      'Heures par semaine couvertes par contrat, en moyenne des cabinets choisis, sur les quatre dernières semaines au plus.',
    anap_answered:
      'Décrochés par une secrétaire ÷ décrochés et sans réponse ; le reste n’a pas eu de réponse.',
    anap_meanWait: 'Attente moyenne en file de ceux qui ont été décrochés.',
    spain_answeredIn3Min:
      'Décrochés en 180 s ÷ décrochés et sans réponse, refusés et raccrochés à l’accueil compris. Oblige les entreprises de la taille que dit la loi.',
    england_volume: 'Tous les appels présentés.',
    england_answered: 'Décrochés par une secrétaire.',
    england_abandoned: 'Raccrochés en file, même aussitôt.',
    england_missed: 'Sans réponse et sans rappel demandé ; les abandons en sont.',
    england_timeToAnswer: 'Attente moyenne en file de ceux qui ont été décrochés.',
    england_waitBeforeAbandon: 'Attente moyenne de ceux qui ont raccroché en file.',
    england_callbacksRequested: 'Sortis de file pour être rappelés.',
    england_callbacksMade:
      'Patients joints par notre rappel ; les essais sans suite n’y sont pas. Par jours entiers et par cabinet seulement.',
    england_callLength: 'Conversation et mises en attente, en moyenne des décrochés.',
    asterisk_completed:
      'Décrochés. Asterisk compte par file : choisissez une file pour retrouver ses chiffres.',
    asterisk_abandoned: 'Abandons, plus ceux que la file a laissés partir : délai, file vide, retirés.',
    asterisk_servicelevelPerf: 'Décrochés en T secondes ÷ décrochés : c’est SL-5.',
    asterisk_servicelevelPerf2:
      'Décrochés ou raccrochés en T secondes ÷ décrochés et abandons au sens d’Asterisk.',
    wazo_received:
      'Tous les appels présentés. Wazo compte par file : choisissez une file pour retrouver ses chiffres.',
    wazo_answered: 'Décrochés.',
    wazo_abandoned: 'Raccrochés en file.',
    wazo_closed: 'Hors horaires : annoncés fermés, ou sans réponse hors des heures couvertes.',
    wazo_notAnswered: 'Sortis de file, délai dépassé.',
    wazo_saturated: 'File pleine.',
    wazo_blocked: 'Personne n’était connecté, à l’arrivée ou ensuite.',
    wazo_averageWaitingTime: 'Attente moyenne de tous ceux qui sont entrés en file.',
    wazo_answeredRate: 'Décrochés ÷ (présentés − hors horaires).',
    wazo_qualityOfService: 'Décrochés en T secondes ÷ décrochés : c’est SL-5.',
    genesys_offered: 'Entrés en file et dont l’issue est connue.',
    genesys_answerRate: 'Décrochés ÷ entrés en file.',
    genesys_abandonRate:
      'Raccrochés en file ÷ entrés en file. Le niveau de service y est réglé par chaque organisation : l’une des cinq variantes.',
    amazon_queued: 'Entrés en file.',
    amazon_abandoned: 'Raccrochés en file ; qui demande un rappel n’en est pas.',
    amazon_abandonRate: 'Raccrochés en file ÷ entrés en file.',
    amazon_averageQueueAnswerTime: 'Attente moyenne en file de ceux qui ont été décrochés.',
    amazon_averageQueueAbandonTime: 'Attente moyenne de ceux qui ont raccroché en file.',
  },
};
