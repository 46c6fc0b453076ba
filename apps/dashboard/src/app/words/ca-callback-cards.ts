/** The formula cards of the list to call back in Catalan. */
export const caCallbackCards = {
  callersOwed: {
    name: 'Pacients per contactar',
    how: 'Contactats + mai contactats + tancats amb un motiu + encara per trucar. Cada pacient compta un cop per centre, per moltes trucades que hagi fet.',
    lines: 'Des del dia laborable anterior; els d’abans que encara s’han de trucar es compten a part.',
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
    lines: 'Una hora, inclosa; l’objectiu configurat del centre no hi canvia res.',
    without: 'Els que s’han contactat més tard.',
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
    how: 'Pacients no contactats al final del dia obert del centre que segueix la darrera trucada sense resposta.',
    lines: 'El final d’aquest dia, a l’hora del centre; es constata al cap d’un minut com a màxim.',
    without: 'Les promeses: no s’acaben mai soles.',
  },
  withheldCalls: {
    name: 'Trucades amb número ocult',
    how: 'Trucades sense resposta, des del dia feiner anterior, amb el número ocult o desconegut.',
    lines: 'Cap llindar: són trucades, no pacients.',
    without: 'Qui ha deixat un missatge o ha demanat que el truquin: és a la llista.',
  },
} as const;
