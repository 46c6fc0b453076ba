/** The formula cards of the list to call back in Catalan. */
export const caCallbackCards = {
  callersOwed: {
    name: 'Pacients per contactar',
    how: 'Contactats + mai contactats + tancats amb un motiu + encara per trucar. Cada pacient compta un cop per consultori, per moltes trucades que hagi fet.',
    lines:
      'A la llista: des del dia laborable anterior; els d’abans que encara s’han de trucar es compten a part. A l’historial: pel dia de la primera trucada.',
    without: 'Les trucades amb número ocult, comptades a part, tret que hi hagi missatge o trucada demanada.',
  },
  recovered: {
    name: 'Contactats',
    how: 'Pacients que han tornat a trucar i han parlat 5 s o més amb una persona, o que algú diu que ha contactat.',
    lines: 'Cap llindar.',
    without:
      'Les nostres trucades que ningú no ha confirmat: un contestador també despenja. A qui es va prometre una trucada només compta si algú ho diu.',
  },
  recoveredWithinHour: {
    name: 'Contactats en una hora',
    how: 'Els contactats com a màxim 60 min després de la primera trucada sense resposta.',
    lines: 'Una hora, inclosa; l’objectiu configurat del consultori no hi canvia res.',
    without: 'Els que s’han contactat més tard.',
  },
  recoveredSameHalfDay: {
    name: 'Contactats dins la mateixa mitja jornada',
    how: 'Els contactats dins de la meitat del dia en què la primera trucada va quedar sense resposta.',
    lines: 'El dia es parteix a les 13 h i a mitjanit, a l’hora del consultori.',
    without: 'Els que s’han contactat més tard, fins i tot en una hora.',
  },
  recoveredBeforeClosing: {
    name: 'Contactats abans de tancar',
    how: 'Els contactats abans que el consultori tanqui, el dia de la primera trucada sense resposta; la part: contactats abans de tancar ÷ (pacients per contactar − encara per trucar).',
    lines:
      'L’hora de tancar d’aquell dia, a l’hora del consultori; l’objectiu és el que el consultori ha configurat.',
    without:
      'Una trucada perduda després de tancar no hi és mai, però compta entre els pacients per contactar.',
  },
  redialsPerReached: {
    name: 'Trucades del pacient abans de ser contactat',
    how: 'Noves trucades dels pacients contactats ÷ pacients contactats.',
    lines: 'Cap llindar: una mitjana, que pot passar d’1. La trucada en què se’l va atendre compta.',
    without: 'La primera trucada de cadascú.',
  },
  medianToFirstTryMs: {
    name: 'Fins al primer intent',
    how: 'El temps entre la primera trucada sense resposta i el nostre primer intent, que la meitat dels pacients intentats no passa.',
    lines: 'Cap llindar: és una mediana.',
    without: 'Els pacients que ningú no ha intentat trucar.',
  },
  medianToReachedMs: {
    name: 'Fins a ser contactat',
    how: 'El temps entre la primera trucada sense resposta i el moment de ser contactat, que la meitat dels pacients contactats no passa.',
    lines: 'Cap llindar: és una mediana, truqui qui truqui.',
    without: 'Els pacients que no s’han contactat.',
  },
  closedForReason: {
    name: 'Tancats amb un motiu',
    how: 'Número equivocat, ja resolt, o no vol que el truquin, com algú ho ha anotat.',
    lines: 'Cap llindar.',
    without: 'Sense resposta, missatge deixat, una altra persona: aquests pacients encara s’han de trucar.',
  },
  leftToCallBack: {
    name: 'Encara per trucar',
    how: 'Pacients a qui encara es deu una trucada, incloses les promeses endarrerides.',
    lines: 'Cap llindar: el termini de cadascú és a la seva línia.',
    without: 'Les trucades amb número ocult, que no es poden tornar.',
  },
  leftFromBefore: {
    name: 'Pendents d’abans',
    how: 'Pacients la primera trucada sense resposta dels quals, o la promesa, és d’abans del dia laborable anterior, i als quals encara es deu una trucada.',
    lines: 'Amb els que queden per trucar des d’aquell dia, fan tota la llista.',
    without: 'Els contactats, i aquells el termini dels quals ha passat.',
  },
  neverReached: {
    name: 'Mai contactats',
    how: 'Pacients no contactats al final del dia obert del consultori que segueix la darrera trucada sense resposta.',
    lines: 'El final d’aquest dia, a l’hora del consultori; es constata al cap d’un minut com a màxim.',
    without: 'Les promeses: no s’acaben mai soles.',
  },
  withheldCalls: {
    name: 'Trucades amb número ocult',
    how: 'Trucades sense resposta, des del dia feiner anterior, amb el número ocult o desconegut.',
    lines: 'Cap llindar: són trucades, no pacients.',
    without: 'Qui ha deixat un missatge o ha demanat que el truquin: és a la llista.',
  },
} as const;
