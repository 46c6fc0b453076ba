/** Catalan words of the cards that explain figures of a greeting. */
export const caGreetingCards = {
  greetingCalls: {
    name: 'Trucades observades',
    how: 'Les trucades que van arribar a una cua, i les que van penjar abans.',
    lines: 'Sense llindar: és un nombre de trucades.',
    without: 'Les rebutjades i les de fora d’horari.',
  },
  greeted: {
    name: 'Han sentit una benvinguda',
    how: 'Aquelles de les quals la telefonia comunica un missatge; el primer compta.',
    lines: 'Sense llindar: és un nombre de trucades.',
    without: 'Les trucades sense missatge comunicat.',
  },
  greetedRate: {
    name: 'Part que ha sentit una benvinguda',
    how: 'Han sentit una benvinguda ÷ trucades observades.',
    lines: 'El diagnòstic espera el 99 % de les trucades en cua.',
    without: 'Les rebutjades i les de fora d’horari.',
  },
  medianToGreetingMs: {
    name: 'Temps fins a la benvinguda',
    how: 'La meitat l’han sentida en menys temps que això.',
    lines: 'El diagnòstic diu a partir de quan és massa tard.',
    without: 'Les trucades sense missatge comunicat.',
  },
  p90ToGreetingMs: {
    name: 'Temps fins a la benvinguda, 9 de cada 10',
    how: 'Nou de cada deu l’han sentida en menys temps que això.',
    lines: 'El diagnòstic diu a partir de quan és massa tard.',
    without: 'Les trucades sense missatge comunicat.',
  },
  greetedAfterOther: {
    name: 'Una altra cosa abans',
    how: 'Les que van sentir un to, música o un anunci abans de la benvinguda.',
    lines: 'La guia: res abans de la benvinguda.',
    without: 'Les trucades de les quals la telefonia no ho diu.',
  },
  heardToEnd: {
    name: 'Escoltada fins al final',
    how: 'Aquelles en què el missatge va acabar tot sol.',
    lines: 'Sense llindar: és un nombre de trucades.',
    without: 'Els missatges tallats, per una resposta o pel pacient.',
  },
  heardToEndRate: {
    name: 'Part escoltada fins al final',
    how: 'Escoltada fins al final ÷ han sentit una benvinguda.',
    lines: 'Sense objectiu: una resposta ràpida també talla el missatge.',
    without: 'Les trucades sense missatge comunicat.',
  },
  hungUpBefore: {
    name: 'Penjat abans',
    how: 'Les que van penjar abans que comencés el missatge.',
    lines: 'Sense llindar: cadascuna és un pacient perdut.',
    without: 'Les rebutjades i les de fora d’horari.',
  },
  hungUpDuring: {
    name: 'Penjat durant',
    how: 'Les que van penjar durant el missatge.',
    lines: 'Sense llindar: cadascuna és un pacient perdut.',
    without: 'Les trucades sense missatge comunicat.',
  },
  hungUpAfter: {
    name: 'Penjat després',
    how: 'Les que van penjar després del missatge, sense resposta.',
    lines: 'Sense llindar: cadascuna és un pacient perdut.',
    without: 'Aquelles a qui es va respondre.',
  },
  hungUpInGreetingRate: {
    name: 'Part perduda abans del final',
    how: '(Penjat abans + penjat durant) ÷ trucades observades.',
    lines: 'Un canvi només es diu si l’interval de Newcombe exclou el zero.',
    without: 'Les que van penjar després del missatge.',
  },
  waitsAnnounced: {
    name: 'Esperes anunciades',
    how: 'Les trucades ateses a qui es va anunciar una espera.',
    lines: 'Sense llindar: és un nombre de trucades.',
    without: 'Les trucades en què la telefonia no l’anuncia.',
  },
  announcedErrorP50Ms: {
    name: 'Desviació de l’anunci',
    how: 'Entre l’espera anunciada i la real, la desviació que la meitat no supera, en un sentit o l’altre.',
    lines: 'Sense objectiu: com més petita, més encertat l’anunci.',
    without: 'Les trucades sense espera anunciada, i les perdudes.',
  },
  announcedErrorP90Ms: {
    name: 'Desviació de l’anunci, 9 de cada 10',
    how: 'Entre l’espera anunciada i la real, la desviació que nou de cada deu no superen.',
    lines: 'Sense objectiu: com més petita, més encertat l’anunci.',
    without: 'Les trucades sense espera anunciada, i les perdudes.',
  },
};
