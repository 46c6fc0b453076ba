import { frCallbackCards } from './fr-callback-cards';
import { frCampaignCards } from './fr-campaign-cards';
import { frFollowupCards } from './fr-followups';
import { frGreetingCards } from './fr-greeting-cards';
import { frHandoverCards } from './fr-handovers';
import { frIncidentCards } from './fr-incident-cards';
import { frLoadCards } from './fr-load-cards';
import { frReturnCards } from './fr-return-cards';

/** The formula cards in French: what a number means, how it is made, what it leaves out. */
export const frFormulas = {
  close: 'Fermer',
  how: 'Calcul',
  lines: 'Seuils',
  without: 'Ce qui n’y est pas',
  behind: 'Derrière ce chiffre',
  forTeam: 'équipe {name}',
  forClinic: '{name}',
  forCentre: 'tout le centre',
  forReports: 'dans les rapports et la liste des cabinets',
  forCallbacks: 'la liste à rappeler',
  counts: {
    heard: '{of}, il y a',
    waiting: 'patients en attente',
    greeting: 'écoutent l’accueil, pas encore en file',
    longestSince: 'en attente depuis',
    pastThreshold: 'attendent depuis plus que l’objectif',
    change: 'de plus ou de moins qu’il y a 5 min',
    inPerMinute: 'entrées en file par minute, sur 5 min',
    takenPerMinute: 'appels pris par minute, sur 5 min',
    lostPerMinute: 'appels perdus par minute, sur 5 min',
    answered30m: 'décrochés, 30 dernières min',
    counted30m: 'décrochés et sans réponse, 30 dernières min',
    rate30m: 'taux, 30 dernières min',
    answeredDay: 'décrochés, aujourd’hui',
    countedDay: 'décrochés et sans réponse, aujourd’hui',
    rateDay: 'taux, aujourd’hui',
    rateHourBefore: 'taux, heure d’avant',
    target: 'objectif',
    toCallBack: 'patients à rappeler, maintenant',
    unansweredDay: 'appels sans réponse, aujourd’hui',
    owedDay: 'patients à joindre, aujourd’hui',
    recoveredDay: 'dont joints depuis',
    withinHourDay: 'dans l’heure',
    sameHalfDayDay: 'dans la même demi-journée',
    beforeClosingDay: 'avant la fermeture du jour',
    closedDay: 'clos pour une raison, aujourd’hui',
    neverReachedDay: 'jamais joints, aujourd’hui',
    followupsOpen: 'suivis sur la liste',
    followupsDueToday: 'à faire d’ici la fin du jour',
    followupsLate: 'délai passé',
    followupsDone: 'faits aujourd’hui',
    clinicsToTell: 'cabinets à téléphoner',
    unreachableDay: 'numéros masqués ou inconnus, impossibles à rappeler',
    oldest: 'le plus ancien',
    inThreshold30m: 'décrochés dans le seuil, 30 dernières min',
    base30m: 'appels comptés, 30 dernières min',
    inThresholdDay: 'décrochés dans le seuil, aujourd’hui',
    baseDay: 'appels comptés, aujourd’hui',
    inSecond30m: 'décrochés dans le second seuil, 30 dernières min',
    waitsKnown: 'attentes connues, 30 dernières min',
    waitsKnownDay: 'attentes connues, aujourd’hui',
    p50: 'médiane',
    p90: '90e centile (P90)',
    mean: 'moyenne',
    p50Day: 'médiane, aujourd’hui',
    p90Day: 'P90, aujourd’hui',
    expected: 'estimation',
    free: 'libres',
    present: 'présentes',
    busy: 'en appel, sonnerie ou sortant',
    wrapUp: 'en post-appel',
    away: 'en pause, formation ou hors téléphone',
    offline: 'parties',
    unknown: 'vues seulement dans des appels, état inconnu',
    presentedDay: 'appels présentés, aujourd’hui',
    offeredDay: 'entrés en file, aujourd’hui',
    decidedDay: 'entrés en file et décidés, aujourd’hui',
    ringNoAnswer: 'sonneries non prises, 30 dernières min',
    blocked: 'appels refusés, 30 dernières min',
    csatMonth: 'répondants satisfaits, appels de ce mois-ci',
    csatMonthLow: 'marge, borne basse',
    csatMonthHigh: 'marge, borne haute',
    csatMonthAnswers: 'réponses, appels de ce mois-ci',
    csatToday: 'répondants satisfaits, appels d’aujourd’hui',
    csatTodayAnswers: 'réponses, appels d’aujourd’hui',
  },
  serviceLevels: {
    sl1: 'Décrochés en {line} au plus ÷ appels entrés en file et décidés (variante SL-1).',
    sl2: 'Décrochés en {line} au plus ÷ appels entrés en file et décidés, sans les raccrochés immédiats (variante SL-2).',
    sl3: 'Décrochés en {line} au plus ÷ appels entrés en file et décidés, sans les abandons en {line} au plus (variante SL-3).',
    sl4: 'Décrochés ou abandonnés en {line} au plus ÷ appels entrés en file et décidés (variante SL-4).',
    sl5: 'Décrochés en {line} au plus ÷ appels décrochés (variante SL-5 ; elle ne voit pas les abandons).',
  },
  cards: {
    ...frCallbackCards,
    ...frLoadCards,
    ...frReturnCards,
    ...frFollowupCards,
    ...frCampaignCards,
    ...frHandoverCards,
    ...frGreetingCards,
    ...frIncidentCards,
    waiting: {
      name: 'Patients en attente',
      how: 'Nombre de patients dans une file à cet instant, sonnerie chez une secrétaire comprise.',
      lines:
        '● jusqu’à {watch}, ◆ au-delà, ▲ au-delà de {limit} pour la plus longue attente. Objectif : {target}.',
      without:
        'Ceux qui écoutent encore l’accueil. Un appel sans nouvelles depuis 15 min est marqué « à vérifier » et reste compté.',
    },
    longestWait: {
      name: 'Attente la plus longue',
      how: 'Maintenant − l’instant où ce patient est entré en file.',
      lines: '● jusqu’à {watch}, ◆ au-delà, ▲ au-delà de {limit}.',
      without: 'Le temps passé dans l’accueil, avant la file.',
    },
    inOut: {
      name: 'Entrés et pris par minute',
      how: 'Appels entrés en file et appels décrochés pendant les 5 dernières minutes, ÷ 5.',
      lines: 'Aucun seuil.',
      without: 'Les appels refusés avant la file.',
    },
    answerRate: {
      name: 'Taux de décroché',
      how: 'Décrochés ÷ (décrochés + sans réponse), des appels décidés dans les 30 dernières minutes. Décroché par une secrétaire, sans limite de temps.',
      lines: 'Objectif : {answerTarget}. Sous 20 appels, le compte est écrit au lieu du pourcentage.',
      without:
        'Appels hors horaires couverts, renseignés par le message, de fin inconnue ou encore en cours. Les raccrochés immédiats (< {short}) y sont, parmi les sans réponse.',
    },
    answerRateDay: {
      name: 'Taux de décroché du jour',
      how: 'Décrochés ÷ (décrochés + sans réponse), depuis le début de la journée du centre.',
      lines: 'Objectif : {answerTarget}.',
      without:
        'Appels hors horaires couverts, renseignés par le message, de fin inconnue ou encore en cours.',
    },
    toCallBack: {
      name: 'Patients à rappeler',
      how: 'Patients à qui un appel est dû, un par cabinet : personne n’a répondu à leur appel, ou un rappel leur a été promis. Ils sortent quand ils rappellent et parlent 5 s, ou quand quelqu’un dit ce qu’il en est.',
      lines:
        'Aucun seuil : chacun compte une fois, quel que soit le nombre de ses essais. C’est la liste « À rappeler », jours d’avant compris.',
      without: 'Les numéros masqués ou inconnus, que l’on ne peut pas rappeler : ils sont comptés à part.',
    },
    followupsNow: {
      name: 'Suivis, maintenant',
      how: 'Appels prévus à des patients dont le moment est venu et dont personne n’a encore dit ce qu’il en est ; parmi eux ceux dont le délai finit aujourd’hui, et ceux dont il est passé. Faits : ceux dont quelqu’un a dit aujourd’hui ce qu’il en est.',
      lines:
        'Aucun seuil. Un suivi en retard reste sur la liste, en haut, jusqu’à ce que quelqu’un dise ce qu’il en est. Cabinets à téléphoner : un patient n’a pas répondu oui à tout après sa sortie.',
      without:
        'Les suivis dont le moment n’est pas venu et ceux annulés. Ils ne sont pas comptés dans les patients à rappeler.',
    },
    unanswered: {
      name: 'Appels sans réponse',
      how: 'Présentés − décrochés − pris par un robot − hors horaires − renseignés − inconnus − en attente − dans l’accueil.',
      lines: 'Raccroché immédiat : moins de {short} en file.',
      without: 'Les lignes occupées chez l’opérateur : la téléphonie ne les voit pas.',
    },
    serviceLevel: {
      name: 'Niveau de service ({line})',
      how: '{serviceLevel} Des appels décidés dans les 30 dernières minutes.',
      lines:
        'Seuil {line}, atteint compris. Objectif : {serviceTarget}. Raccroché immédiat : moins de {short}.',
      without: 'Les patients qui attendent encore ; les appels refusés avant la file.',
    },
    serviceLevelDay: {
      name: 'Niveau de service du jour ({line})',
      how: '{serviceLevel} Depuis le début de la journée du centre.',
      lines: 'Seuil {line}, atteint compris. Objectif : {serviceTarget}.',
      without: 'Les patients qui attendent encore ; les appels refusés avant la file.',
    },
    secondServiceLevel: {
      name: 'Niveau de service ({second})',
      how: 'La même part, avec {second} au lieu de {line}.',
      lines: 'Second seuil {second}, atteint compris.',
      without: 'Les patients qui attendent encore ; les appels refusés avant la file.',
    },
    waits: {
      name: 'Temps d’attente',
      how: 'De l’entrée en file au décroché, ou à la fin. Médiane : la moitié attend moins. P90 : 9 sur 10 attendent moins. De tous ceux qui ont attendu, décrochés ou non, décidés dans les 30 dernières minutes.',
      lines: 'Lu à la seconde jusqu’à 2 min, puis à 2 % près.',
      without: 'Les attentes inconnues et les patients qui attendent encore.',
    },
    expectedWait: {
      name: 'Attente si on appelle maintenant',
      how: 'Estimation d’après la file et le rythme des dernières minutes.',
      lines:
        'Aucun seuil ; absente sur moins de cinq appels partis ou décrochés : ce ne serait pas une estimation.',
      without: 'Les arrivées et départs de secrétaires à venir.',
    },
    agents: {
      name: 'Secrétaires',
      how: 'Personnes distinctes connectées, chacune dans un seul état, le dernier déclaré ou celui de son appel.',
      lines: '◆ quand une secrétaire qualifiée est libre alors qu’un patient attend depuis plus de {target}.',
      without:
        'Celles qui sont parties ; celles vues seulement dans des appels (état inconnu) ne sont jamais comptées libres. La somme des équipes peut dépasser le total : une personne peut servir deux équipes.',
    },
    presentedDay: {
      name: 'Appels présentés',
      how: 'Tous les appels arrivés aujourd’hui : décrochés + pris par un robot + abandons + raccrochés pendant l’accueil + refusés + hors horaires + sortis de file + répondeur + rappels demandés + renseignés + échecs techniques + sans réponse non précisés + inconnus + en cours.',
      lines: 'Chaque appel est compté une fois, au quart d’heure de son arrivée.',
      without: 'Les lignes occupées chez l’opérateur et les numéros d’essai du centre.',
    },
    sources: {
      name: 'Dernier événement de la téléphonie',
      how: 'Âge du dernier événement ou signe de vie reçu de chaque système téléphonique.',
      lines:
        '▲ après 60 s sans rien dans les horaires couverts : une téléphonie muette ressemble à une journée parfaite.',
      without: 'Le délai entre ce serveur et votre navigateur.',
    },
    headline: {
      name: 'La phrase du haut',
      how: 'Toujours là. Elle nomme la pire cause : téléphonie muette, sonneries que personne ne prend, lignes occupées, patients perdus, trop peu de décrochés, pic ou attente longue ; une cause que les chiffres ne portent plus n’est plus nommée.',
      lines: 'Limite : {limit}. Téléphonie muette : 60 s.',
      without: 'Le niveau tient une minute au moins, pour ne pas clignoter.',
    },
    csatRunning: {
      name: 'Répondants satisfaits, ce mois-ci',
      how: 'Réponses 4 et 5 ÷ toutes les réponses à « satisfaction globale » (1 à 5), pour les appels de ce mois-ci, tous cabinets. À côté, ceux d’aujourd’hui.',
      lines:
        'Dit à partir de 10 réponses, avec sa marge (Wilson, 95 %) ; avance par pas de dix réponses au moins.',
      without: 'Le détail par cabinet : il paraît dans les rapports, le 2 du mois suivant.',
    },
    csat: {
      name: 'Répondants satisfaits',
      how: 'Réponses 4 et 5 ÷ toutes les réponses à la question « satisfaction globale » (1 à 5), par mois de l’appel.',
      lines:
        'Dit à partir de 10 réponses, comparé à partir de 30. La marge est l’intervalle de Wilson à 95 %.',
      without:
        'Les patients qui n’ont pas répondu, les questions laissées vides, et toute autre façon de demander : SMS, e-mail et serveur vocal ne sont jamais mélangés.',
    },
    margin: {
      name: 'Marge d’incertitude',
      how: 'Parts : intervalle de Wilson à 95 %. Moyennes et scores : moyenne ± t × écart-type ÷ √n. Différences de parts : intervalle de Newcombe.',
      lines: 'Un changement n’est écrit que si l’intervalle de la différence ne contient pas 0.',
      without: 'Le biais de ceux qui ne répondent pas : la marge ne dit que le hasard.',
    },
    fewAnswers: {
      name: 'Peu de réponses, chiffre masqué',
      how: 'Sous 10 réponses rien n’est dit, pas même leur nombre. De 10 à 29 : le chiffre, sa marge et « peu de réponses ». À partir de 30 : comparaisons. À partir de 100 : rangs.',
      lines: 'Un chiffre peut aussi être masqué pour qu’un autre ne se retrouve pas par soustraction.',
      without: 'Rien : la règle est la même à l’écran, dans le PDF, le CSV et l’interface.',
    },
    score100: {
      name: 'Score sur 100',
      how: 'Moyenne des réponses d’un répondant, ramenée de 0 à 100, s’il a répondu à la moitié des questions au moins ; puis moyenne des répondants. Méthode interne.',
      lines: 'Aucun seuil : le score se lit avec sa marge et sa tendance.',
      without: 'Les répondants à moins de la moitié des questions, et les questions en oui ou non.',
    },
    netPromoter: {
      name: 'Recommandation nette',
      how: 'Part des 9 et 10 − part des 0 à 6, à la question « nous recommanderiez-vous ? » (0 à 10), × 100. De −100 à 100.',
      lines: 'Aucun seuil ; sous 30 réponses il bouge de plusieurs points d’une réponse à l’autre.',
      without: 'Les 7 et 8 ne comptent que dans la base.',
    },
    effort: {
      name: 'Effort du patient',
      how: 'Réponses 5 à 7 ÷ toutes les réponses à « il a été facile de régler ma demande » (1 à 7).',
      lines: 'Aucun seuil.',
      without: 'Les questions laissées vides.',
    },
    boxes: {
      name: 'Haut, milieu et bas de l’échelle',
      how: 'Part de la réponse la plus favorable, des réponses du milieu et des plus basses, comme HCAHPS les publie ; leur somme fait 100 %.',
      lines: 'Aucun seuil.',
      without: 'Les questions laissées vides.',
    },
    responseRate: {
      name: 'Taux de réponse',
      how: 'Réponses reçues ÷ invitations envoyées. À côté : réponses ÷ invitations arrivées.',
      lines: 'Sous 10 % ou sous 30 réponses, le rapport le signale.',
      without:
        'Ceux qui n’ont pas été invités : refus, un appel par 30 jours et par appelant, tirage au sort.',
    },
    usualRange: {
      name: 'Variations habituelles',
      how: 'Carte XmR : moyenne des mois ± 2,66 × moyenne des écarts d’un mois au suivant.',
      lines: 'Signal : un point hors des limites, sept du même côté, six qui montent ou qui descendent.',
      without: 'Les mois sans chiffre publié.',
    },
    coveredAnswered: {
      name: 'Décrochés, horaires couverts',
      how: 'Décrochés − décrochés hors horaires couverts.',
      lines: 'Aucun : c’est un nombre d’appels.',
      without: 'Les appels décrochés hors horaires couverts, comptés à part.',
    },
    coveredUnansweredRate: {
      name: 'Sans réponse, horaires couverts',
      how: 'Sans réponse ÷ (décrochés dans les horaires couverts + sans réponse).',
      lines: 'Ceux de l’engagement du contrat.',
      without: 'Appels hors horaires couverts, renseignés par le message, de fin inconnue.',
    },
    commitment: {
      name: 'Engagement',
      how: 'Décrochés ÷ (décrochés + sans réponse) dans les horaires couverts, comparé à l’engagement du contrat.',
      lines: '● tenu à l’engagement ou au-dessus, ▲ en dessous.',
      without: 'Appels hors horaires couverts, renseignés par le message, de fin inconnue.',
    },
    contractCalls: {
      name: 'Appels d’une ligne du contrat',
      how: 'Le nombre que la ligne nomme (par défaut les appels décrochés), du mois et du cabinet, restreint comme elle l’écrit : files, motifs, langues, jours, heures, horaires couverts. Écart = compte du centre − compte de Vigie.',
      lines: 'Aucun seuil : un écart se lit appel par appel.',
      without:
        'Les lignes d’une file comptent des passages, pas des appels. Un jour absent du compte du centre n’est pas un écart.',
    },
    blockedBy: {
      name: 'Appels refusés, par motif',
      how: 'Refusés avant d’attendre : file pleine, personne de connecté, lignes occupées, renvoi ou refus. Les quatre font le total.',
      lines: 'Aucun seuil.',
      without: 'Les appels d’un cabinet fermé, comptés hors horaires.',
    },
    leftBy: {
      name: 'Sorties de file, par motif',
      how: 'Sortis sans réponse : attente maximale, plus personne de connecté, touche, retrait, débordement. Les cinq font le total.',
      lines: 'Aucun seuil.',
      without: 'Messages laissés et rappels demandés, comptés à part.',
    },
    resolvedRate: {
      name: 'Demandes résolues',
      how: 'Appels décrochés dont la demande est résolue ÷ appels décrochés dont on le sait.',
      lines: 'Aucun seuil.',
      without: 'Les appels dont la source ne dit rien : seul un tableau d’appels importé le dit.',
    },
    difficultRate: {
      name: 'Appels difficiles',
      how: 'Appels décrochés que la secrétaire dit difficiles ÷ appels décrochés.',
      lines: 'Aucun seuil. Trois en 30 min au même cabinet sont dits en direct.',
      without: 'Rien n’est deviné d’une voix : sans touche ni événement, l’appel n’est pas compté.',
    },
    difficultResolvedRate: {
      name: 'Difficiles et réglés',
      how: 'Appels difficiles notés réglés ÷ appels difficiles dont la suite est notée.',
      lines: 'Aucun seuil.',
      without: 'Les appels difficiles dont la suite n’est pas notée.',
    },
    otherResolvedRate: {
      name: 'Autres appels réglés',
      how: 'Autres appels notés réglés ÷ autres appels dont la suite est notée.',
      lines: 'Aucun seuil : c’est à cela que se comparent les appels difficiles.',
      without: 'Les appels difficiles.',
    },
    notedRate: {
      name: 'Suite notée',
      how: 'Appels décrochés dont la suite est notée ÷ appels décrochés.',
      lines: 'Aucun seuil.',
      without: 'Du reste, on ne sait pas ce qu’il est devenu.',
    },
    difficultBy: {
      name: 'Appels difficiles, par motif',
      how: 'En colère, en détresse, réclamation, agressif, comme le dit la secrétaire. Du reste, aucun motif n’est dit.',
      lines: 'Aucun seuil.',
      without: 'Ce que personne n’a noté.',
    },
    notedBy: {
      name: 'Suites données',
      how: 'Réglé, message au cabinet, transféré, rappel prévu, non réglé, comme le note la secrétaire ; le reste porte un code de votre logiciel.',
      lines: 'Aucun seuil.',
      without: 'Les appels dont la suite n’est pas notée.',
    },
    peakWaiting: {
      name: 'Attente, au plus',
      how: 'Le plus grand nombre de patients en attente au même instant, et depuis quand. Un patient compte une fois.',
      lines: 'Aucun seuil. Sur 92 jours au plus.',
      without:
        'Ceux qui écoutent encore l’accueil. Le plus haut d’une journée est celui d’une de ses heures, jamais leur somme.',
    },
    peakTalking: {
      name: 'Conversations, au plus',
      how: 'Le plus grand nombre d’appels en conversation au même instant, mise en attente comprise.',
      lines: 'Aucun seuil. Sur 92 jours au plus.',
      without:
        'La sonnerie et le post-appel. Le plus haut d’une journée est celui d’une de ses heures, jamais leur somme.',
    },
  },
} as const;
