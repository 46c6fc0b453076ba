/** Catalan words of the cards that explain how patients come back. */
export const caReturnCards = {
  answeredKnown: {
    name: 'Ateses, pacient reconegut',
    how: 'Trucades ateses amb el número conegut. Pel quart d’hora en què van arribar.',
    lines: 'Cap llindar: és un nombre de trucades.',
    without:
      'Els números ocults i els que comparteixen diverses persones, comptats a part; i qui truca el dia en què l’hem trucat per recordar-li una visita.',
  },
  repeatRate: {
    name: 'Trucades repetides',
    how: 'Repetides ÷ ateses, pacient reconegut: aquelles en què el pacient ha tornat a trucar al mateix consultori en 7 dies.',
    lines: 'Set dies d’arribada a arribada, inclosos. Provisional fins llavors: la part només pot pujar.',
    without: 'Els números ocults i compartits.',
  },
  repeatRateWithinDay: {
    name: 'Repetides en 24 h',
    how: 'Repetides en 24 h ÷ ateses, pacient reconegut.',
    lines: 'Vint-i-quatre hores d’arribada a arribada, incloses.',
    without: 'Els números ocults i compartits.',
  },
  firstCallResolution: {
    name: 'Resolt a la primera trucada',
    how: '(Motiu conegut − repetides pel mateix motiu) ÷ motiu conegut, entre les ateses amb el pacient reconegut.',
    lines: 'Set dies, inclosos. Provisional fins llavors: la part només pot baixar.',
    without:
      'Les trucades de les quals ningú no ha anotat el motiu. Una nova trucada sense motiu no és pel mateix.',
  },
  medianJourneyMs: {
    name: 'De la primera trucada a la necessitat resolta',
    how: 'El temps entre la primera trucada i la fi de la que s’ha atès, o el moment en què s’ha parlat amb el pacient, que la meitat dels recorreguts no supera.',
    lines:
      'Un recorregut: les trucades d’un pacient al mateix consultori a menys de 24 h l’una de l’altra, durant 7 dies com a màxim.',
    without: 'Els recorreguts encara sense continuació.',
  },
  journeyP90Ms: {
    name: 'Nou recorreguts de cada deu',
    how: 'El mateix temps, que nou recorreguts de cada deu no superen.',
    lines: 'Cap llindar: és un rang.',
    without: 'Els recorreguts encara sense continuació.',
  },
} as const;
