import { caCallbackCards } from './ca-callback-cards';
import { caCampaignCards } from './ca-campaign-cards';
import { caFollowupCards } from './ca-followups';
import { caGreetingCards } from './ca-greeting-cards';
import { caHandoverCards } from './ca-handovers';
import { caIncidentCards } from './ca-incident-cards';
import { caLoadCards } from './ca-load-cards';
import { caReturnCards } from './ca-return-cards';

import type { Dictionary } from './dictionary';

/** The formula cards in Catalan. */
export const caFormulas: Dictionary['formula'] = {
  close: 'Tanca',
  how: 'Càlcul',
  lines: 'Llindars',
  without: 'Què no hi és',
  behind: 'Darrere d’aquesta xifra',
  forTeam: 'equip {name}',
  forClinic: '{name}',
  forCentre: 'tot el centre',
  forReports: 'als informes i a la llista de consultoris',
  forCallbacks: 'la llista de trucades pendents',
  counts: {
    heard: '{of}, fa',
    waiting: 'pacients en espera',
    greeting: 'escolten la benvinguda, encara no a la cua',
    longestSince: 'en espera des de les',
    pastThreshold: 'esperen més que l’objectiu',
    change: 'de més o de menys que fa 5 min',
    inPerMinute: 'entrades a la cua per minut, en 5 min',
    takenPerMinute: 'agafades per minut, en 5 min',
    lostPerMinute: 'perdudes per minut, en 5 min',
    answered30m: 'ateses, últims 30 min',
    counted30m: 'ateses i sense resposta, últims 30 min',
    rate30m: 'percentatge, últims 30 min',
    answeredDay: 'ateses, avui',
    countedDay: 'ateses i sense resposta, avui',
    rateDay: 'percentatge, avui',
    rateHourBefore: 'percentatge, hora anterior',
    target: 'objectiu',
    toCallBack: 'pacients per trucar, ara',
    unansweredDay: 'trucades sense resposta, avui',
    owedDay: 'pacients per contactar, avui',
    recoveredDay: 'd’ells, contactats després',
    withinHourDay: 'en una hora',
    sameHalfDayDay: 'el mateix mig dia',
    beforeClosingDay: 'abans del tancament del dia',
    closedDay: 'tancats per un motiu, avui',
    neverReachedDay: 'mai contactats, avui',
    followupsOpen: 'seguiments a la llista',
    followupsDueToday: 'per fer abans que acabi el dia',
    followupsLate: 'termini passat',
    followupsDone: 'fets avui',
    clinicsToTell: 'consultoris per trucar',
    unreachableDay: 'números ocults o desconeguts, impossibles de trucar',
    oldest: 'la més antiga',
    inThreshold30m: 'ateses dins el llindar, últims 30 min',
    base30m: 'trucades comptades, últims 30 min',
    inThresholdDay: 'ateses dins el llindar, avui',
    baseDay: 'trucades comptades, avui',
    inSecond30m: 'ateses dins el segon llindar, últims 30 min',
    waitsKnown: 'esperes conegudes, últims 30 min',
    waitsKnownDay: 'esperes conegudes, avui',
    p50: 'mediana',
    p90: 'percentil 90 (P90)',
    mean: 'mitjana',
    p50Day: 'mediana, avui',
    p90Day: 'P90, avui',
    expected: 'estimació',
    free: 'lliures',
    present: 'presents',
    busy: 'en trucada, sonant o en sortida',
    wrapUp: 'en posttrucada',
    away: 'en pausa, en formació o fora de línia',
    offline: 'fora',
    unknown: 'vistos només en trucades, estat desconegut',
    presentedDay: 'trucades rebudes, avui',
    offeredDay: 'entrades a la cua, avui',
    decidedDay: 'entrades a la cua i decidides, avui',
    ringNoAnswer: 'sonades no agafades, últims 30 min',
    blocked: 'trucades refusades, últims 30 min',
    csatMonth: 'enquestats satisfets, trucades d’aquest mes',
    csatMonthLow: 'marge, límit inferior',
    csatMonthHigh: 'marge, límit superior',
    csatMonthAnswers: 'respostes, trucades d’aquest mes',
    csatToday: 'enquestats satisfets, trucades d’avui',
    csatTodayAnswers: 'respostes, trucades d’avui',
  },
  serviceLevels: {
    sl1: 'Ateses en {line} com a màxim ÷ trucades entrades a la cua i decidides (variant SL-1).',
    sl2: 'Ateses en {line} com a màxim ÷ trucades entrades a la cua i decidides, sense les penjades immediates (variant SL-2).',
    sl3: 'Ateses en {line} com a màxim ÷ trucades entrades a la cua i decidides, sense les abandonades en {line} com a màxim (variant SL-3).',
    sl4: 'Ateses o abandonades en {line} com a màxim ÷ trucades entrades a la cua i decidides (variant SL-4).',
    sl5: 'Ateses en {line} com a màxim ÷ trucades ateses (variant SL-5; no veu les abandonades).',
  },
  cards: {
    ...caCallbackCards,
    ...caLoadCards,
    ...caReturnCards,
    ...caFollowupCards,
    ...caCampaignCards,
    ...caHandoverCards,
    ...caGreetingCards,
    ...caIncidentCards,
    waiting: {
      name: 'Pacients en espera',
      how: 'Pacients que són en una cua en aquest instant, també si ja sona a una secretària.',
      lines:
        '● fins a {watch}, ◆ més enllà, ▲ més enllà de {limit} per a l’espera més llarga. Objectiu: {target}.',
      without:
        'Els que encara escolten la benvinguda. Una trucada sense notícies des de fa 15 min es marca «per verificar» i continua comptada.',
    },
    longestWait: {
      name: 'Espera més llarga',
      how: 'Ara − l’instant en què aquest pacient ha entrat a la cua.',
      lines: '● fins a {watch}, ◆ més enllà, ▲ més enllà de {limit}.',
      without: 'El temps passat a la benvinguda, abans de la cua.',
    },
    inOut: {
      name: 'Entrades i agafades per minut',
      how: 'Trucades entrades a la cua i trucades ateses durant els últims 5 minuts, ÷ 5.',
      lines: 'Cap llindar.',
      without: 'Les trucades refusades abans de la cua.',
    },
    answerRate: {
      name: 'Percentatge de trucades ateses',
      how: 'Ateses ÷ (ateses + sense resposta), de les trucades decidides en els últims 30 minuts. Ateses per una persona, sense límit de temps.',
      lines:
        'Objectiu: {answerTarget}. Amb menys de 20 trucades s’escriu el recompte en lloc del percentatge.',
      without:
        'Trucades fora de l’horari cobert, resoltes pel missatge, de final desconegut o encara en curs. Les penjades immediates (< {short}) hi són, entre les sense resposta.',
    },
    answerRateDay: {
      name: 'Percentatge de trucades ateses del dia',
      how: 'Ateses ÷ (ateses + sense resposta), des que ha començat el dia del centre.',
      lines: 'Objectiu: {answerTarget}.',
      without:
        'Trucades fora de l’horari cobert, resoltes pel missatge, de final desconegut o encara en curs.',
    },
    toCallBack: {
      name: 'Pacients pendents de trucar',
      how: 'Pacients a qui es deu una trucada, un per consultori: ningú no va respondre, o se’ls va prometre una trucada. En surten quan tornen a trucar i parlen 5 s, o quan algú diu què ha passat.',
      lines:
        'Cap llindar: cadascun compta una vegada, per moltes que siguin les seves trucades. És la llista «Per trucar», també dels dies abans.',
      without: 'Els números ocults o desconeguts, que no es poden trucar: es compten a part.',
    },
    followupsNow: {
      name: 'Seguiments, ara',
      how: 'Trucades previstes a pacients, el moment de les quals ha arribat i de les quals ningú no ha dit encara què n’ha resultat; d’elles, les que tenen el termini avui i les que ja l’han passat. Fets: aquells dels quals algú ha dit avui què n’ha resultat.',
      lines:
        'Cap llindar. Un seguiment endarrerit es queda a la llista, a dalt, fins que algú digui què n’ha resultat. Consultoris per trucar: un pacient no ha respost sí a tot després de l’alta.',
      without:
        'Els seguiments el moment dels quals no ha arribat i els anul·lats. No es compten entre els pacients per trucar.',
    },
    unanswered: {
      name: 'Trucades sense resposta',
      how: 'Rebudes − ateses − ateses per un robot − fora d’horari − resoltes pel missatge − desconegudes − en espera − a la benvinguda.',
      lines: 'Penjada immediata: menys de {short} a la cua.',
      without: 'Les línies ocupades a l’operador: la telefonia no les veu.',
    },
    serviceLevel: {
      name: 'Nivell de servei ({line})',
      how: '{serviceLevel} De les trucades decidides en els últims 30 minuts.',
      lines: 'Llindar {line}, inclòs. Objectiu: {serviceTarget}. Penjada immediata: menys de {short}.',
      without: 'Els pacients que encara esperen; les trucades refusades abans de la cua.',
    },
    serviceLevelDay: {
      name: 'Nivell de servei del dia ({line})',
      how: '{serviceLevel} Des que ha començat el dia del centre.',
      lines: 'Llindar {line}, inclòs. Objectiu: {serviceTarget}.',
      without: 'Els pacients que encara esperen; les trucades refusades abans de la cua.',
    },
    secondServiceLevel: {
      name: 'Nivell de servei ({second})',
      how: 'La mateixa part, amb {second} en lloc de {line}.',
      lines: 'Segon llindar {second}, inclòs.',
      without: 'Els pacients que encara esperen; les trucades refusades abans de la cua.',
    },
    waits: {
      name: 'Temps d’espera',
      how: 'De l’entrada a la cua fins que s’atén, o fins al final. Mediana: la meitat espera menys. P90: 9 de cada 10 esperen menys. De tots els que han esperat, atesos o no, decidits en els últims 30 minuts.',
      lines: 'Al segon fins a 2 min, després amb un 2 % de marge.',
      without: 'Les esperes desconegudes i els pacients que encara esperen.',
    },
    expectedWait: {
      name: 'Espera si es truca ara',
      how: 'Estimació a partir de la cua i del ritme dels últims minuts.',
      lines: 'Cap llindar; no hi és amb menys de cinc trucades sortides o ateses: no seria cap estimació.',
      without: 'Les secretàries que han d’arribar o marxar.',
    },
    agents: {
      name: 'Secretàries',
      how: 'Persones diferents connectades, cadascuna en un sol estat: l’últim declarat o el de la seva trucada.',
      lines: '◆ quan una secretària qualificada és lliure mentre un pacient espera més de {target}.',
      without:
        'Els que han marxat; els vistos només en trucades (estat desconegut) no compten mai com a lliures. La suma dels equips pot superar el total: una persona pot servir dos equips.',
    },
    presentedDay: {
      name: 'Trucades rebudes',
      how: 'Totes les trucades arribades avui: ateses + ateses per un robot + abandonades + penjades durant la benvinguda + refusades + fora d’horari + sortides de cua + bústia + retorns demanats + resoltes pel missatge + errors tècnics + sense resposta no precisades + desconegudes + en curs.',
      lines: 'Cada trucada compta un cop, en el quart d’hora de l’arribada.',
      without: 'Les línies ocupades a l’operador i els números de prova del centre.',
    },
    sources: {
      name: 'Últim esdeveniment de la telefonia',
      how: 'Antiguitat de l’últim esdeveniment o senyal de vida de cada sistema telefònic.',
      lines: '▲ després de 60 s sense res en horari cobert: una telefonia muda sembla un dia perfecte.',
      without: 'El retard entre aquest servidor i el vostre navegador.',
    },
    headline: {
      name: 'La frase de dalt',
      how: 'Hi és sempre. Anomena la pitjor causa: telefonia muda, sonades que ningú no agafa, línies ocupades, pacients perduts, massa poques ateses, pic o espera llarga; una causa que les xifres ja no sostenen no s’anomena.',
      lines: 'Límit: {limit}. Telefonia muda: 60 s.',
      without: 'El nivell dura un minut com a mínim, per no fer pampallugues.',
    },
    csatRunning: {
      name: 'Enquestats satisfets, aquest mes',
      how: 'Respostes 4 i 5 ÷ totes les respostes a «satisfacció global» (1 a 5), de les trucades d’aquest mes, tots els consultoris. Al costat, les d’avui.',
      lines:
        'Es diu a partir de 10 respostes, amb el marge (Wilson, 95 %); avança de deu en deu respostes com a mínim.',
      without: 'El detall per consultori: surt als informes, el dia 2 del mes següent.',
    },
    csat: {
      name: 'Enquestats satisfets',
      how: 'Respostes 4 i 5 ÷ totes les respostes a la pregunta «satisfacció global» (1 a 5), per mes de la trucada.',
      lines:
        'Es diu a partir de 10 respostes, es compara a partir de 30. El marge és l’interval de Wilson al 95 %.',
      without:
        'Els pacients que no han respost, les preguntes en blanc i qualsevol altra manera de preguntar: SMS, correu i servidor de veu no es barregen mai.',
    },
    margin: {
      name: 'Marge d’incertesa',
      how: 'Proporcions: interval de Wilson al 95 %. Mitjanes i puntuacions: mitjana ± t × desviació ÷ √n. Diferències de proporcions: interval de Newcombe.',
      lines: 'Un canvi només s’escriu si l’interval de la diferència no conté el 0.',
      without: 'El biaix dels qui no responen: el marge només diu l’atzar.',
    },
    fewAnswers: {
      name: 'Poques respostes, xifra amagada',
      how: 'Amb menys de 10 respostes no es diu res, ni tan sols quantes són. De 10 a 29: la xifra, el marge i «poques respostes». A partir de 30: comparacions. A partir de 100: rangs.',
      lines: 'Una xifra també es pot amagar perquè una altra no es trobi per resta.',
      without: 'Res: la regla és la mateixa a la pantalla, al PDF, al CSV i a la interfície.',
    },
    score100: {
      name: 'Puntuació sobre 100',
      how: 'Mitjana de les respostes de cada enquestat, portada de 0 a 100, si ha respost almenys la meitat de les preguntes; després, mitjana dels enquestats. Mètode intern.',
      lines: 'Cap llindar: es llegeix amb el marge i la tendència.',
      without: 'Els enquestats amb menys de la meitat de respostes i les preguntes de sí o no.',
    },
    netPromoter: {
      name: 'Recomanació neta',
      how: 'Part dels 9 i 10 − part dels 0 a 6, a la pregunta «ens recomanaria?» (0 a 10), × 100. De −100 a 100.',
      lines: 'Cap llindar; amb menys de 30 respostes es mou diversos punts d’una resposta a l’altra.',
      without: 'Els 7 i 8 només compten a la base.',
    },
    effort: {
      name: 'Esforç del pacient',
      how: 'Respostes 5 a 7 ÷ totes les respostes a «ha estat fàcil resoldre la meva petició» (1 a 7).',
      lines: 'Cap llindar.',
      without: 'Les preguntes en blanc.',
    },
    boxes: {
      name: 'Dalt, mig i baix de l’escala',
      how: 'Part de la resposta més favorable, de les del mig i de les més baixes, com les publica HCAHPS; sumen 100 %.',
      lines: 'Cap llindar.',
      without: 'Les preguntes en blanc.',
    },
    responseRate: {
      name: 'Taxa de resposta',
      how: 'Respostes rebudes ÷ invitacions enviades. Al costat: respostes ÷ invitacions arribades.',
      lines: 'Sota el 10 % o sota 30 respostes, l’informe ho avisa.',
      without: 'Els qui no han estat convidats: refusos, una trucada cada 30 dies per persona, sorteig.',
    },
    usualRange: {
      name: 'Variació habitual',
      how: 'Gràfic XmR: mitjana dels mesos ± 2,66 × mitjana de les diferències d’un mes al següent.',
      lines: 'Senyal: un punt fora dels límits, set al mateix costat, sis que pugen o que baixen.',
      without: 'Els mesos sense xifra publicada.',
    },
    coveredAnswered: {
      name: 'Ateses, horari cobert',
      how: 'Ateses − ateses fora de l’horari cobert.',
      lines: 'Cap: és un nombre de trucades.',
      without: 'Les trucades ateses fora de l’horari cobert, comptades a part.',
    },
    coveredUnansweredRate: {
      name: 'Sense resposta, horari cobert',
      how: 'Sense resposta ÷ (ateses dins l’horari cobert + sense resposta).',
      lines: 'Els del compromís del contracte.',
      without: 'Trucades fora de l’horari cobert, resoltes pel missatge o de final desconegut.',
    },
    commitment: {
      name: 'Compromís',
      how: 'Ateses ÷ (ateses + sense resposta) dins l’horari cobert, comparat amb el compromís del contracte.',
      lines: '● complert al compromís o per sobre, ▲ per sota.',
      without: 'Trucades fora de l’horari cobert, resoltes pel missatge o de final desconegut.',
    },
    contractCalls: {
      name: 'Trucades d’una línia del contracte',
      how: 'El nombre que la línia anomena (per defecte les trucades ateses), del mes i del consultori, restringit com ho escriu: cues, motius, llengües, dies, hores, horari cobert. Diferència = recompte del centre − recompte de Vigie.',
      lines: 'Cap llindar: una diferència es llegeix trucada per trucada.',
      without:
        'Les línies d’una cua compten passos, no trucades. Un dia absent del recompte del centre no és cap diferència.',
    },
    blockedBy: {
      name: 'Trucades rebutjades, per motiu',
      how: 'Rebutjades abans d’esperar: cua plena, ningú connectat, línies ocupades, desviament o rebuig. Les quatre fan el total.',
      lines: 'Cap llindar.',
      without: 'Les trucades a un consultori tancat, comptades fora d’horari.',
    },
    leftBy: {
      name: 'Sortides de cua, per motiu',
      how: 'Sortides sense resposta: espera màxima, ja ningú connectat, tecla, retirada, desbordament. Les cinc fan el total.',
      lines: 'Cap llindar.',
      without: 'Els missatges deixats i les peticions de trucada, comptats a part.',
    },
    resolvedRate: {
      name: 'Peticions resoltes',
      how: 'Trucades ateses amb la petició resolta ÷ trucades ateses de les quals se sap.',
      lines: 'Cap llindar.',
      without: 'Les trucades de les quals la font no diu res: només ho diu una taula de trucades importada.',
    },
    difficultRate: {
      name: 'Trucades difícils',
      how: 'Trucades ateses que la secretària diu difícils ÷ trucades ateses.',
      lines: 'Cap llindar. Tres en 30 min al mateix consultori es diuen en directe.',
      without: 'No s’endevina res d’una veu: sense tecla ni esdeveniment la trucada no compta.',
    },
    difficultResolvedRate: {
      name: 'Difícils i resoltes',
      how: 'Trucades difícils anotades com a resoltes ÷ trucades difícils amb el resultat anotat.',
      lines: 'Cap llindar.',
      without: 'Les trucades difícils sense resultat anotat.',
    },
    otherResolvedRate: {
      name: 'Altres trucades resoltes',
      how: 'Altres trucades anotades com a resoltes ÷ altres trucades amb el resultat anotat.',
      lines: 'Cap llindar: s’hi comparen les trucades difícils.',
      without: 'Les trucades difícils.',
    },
    notedRate: {
      name: 'Resultat anotat',
      how: 'Trucades ateses amb el resultat anotat ÷ trucades ateses.',
      lines: 'Cap llindar.',
      without: 'De la resta no se sap què n’ha estat.',
    },
    difficultBy: {
      name: 'Trucades difícils, per motiu',
      how: 'Enfadat, angoixat, queixa, agressiu, com ho diu la secretària. De la resta no se’n diu cap motiu.',
      lines: 'Cap llindar.',
      without: 'El que ningú no ha anotat.',
    },
    notedBy: {
      name: 'Resultats de les trucades',
      how: 'Resolta, missatge al consultori, transferida, trucada prevista, no resolta, com ho anota la secretària; la resta té un codi del vostre programa.',
      lines: 'Cap llindar.',
      without: 'Les trucades sense resultat anotat.',
    },
    peakWaiting: {
      name: 'Espera, com a màxim',
      how: 'El nombre més gran de pacients en espera al mateix instant, i des de quan. Cada pacient compta una vegada.',
      lines: 'Cap llindar. En 92 dies com a màxim.',
      without:
        'Els qui encara escolten la benvinguda. El màxim d’un dia és el d’una de les seves hores, mai la suma.',
    },
    peakTalking: {
      name: 'Converses, com a màxim',
      how: 'El nombre més gran de trucades en conversa al mateix instant, retencions incloses.',
      lines: 'Cap llindar. En 92 dies com a màxim.',
      without:
        'El timbre i el treball posterior. El màxim d’un dia és el d’una de les seves hores, mai la suma.',
    },
  },
};
