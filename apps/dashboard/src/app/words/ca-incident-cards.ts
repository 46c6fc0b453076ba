/** Catalan words of the cards that explain figures of urgent calls. */
export const caIncidentCards = {
  incidents: {
    name: 'Trucades urgents',
    how: 'Trucades marcades com a urgents, pel dia de la primera marca.',
    lines: 'Sense llindar nostre.',
    without: 'Les marques retirades abans que algú se n’ocupés.',
  },
  incidentReviewedRate: {
    name: 'Trucades urgents revisades',
    how: 'Revisades per un supervisor ÷ acabades: algú ha dit com va acabar la trucada.',
    lines: 'Cal revisar-les totes: 100 %.',
    without: 'Les marques retirades abans que algú se n’ocupés, i les trucades en curs.',
  },
  incidentTakenMedianMs: {
    name: 'Fins que algú s’ocupa d’una trucada urgent',
    how: 'De la primera marca fins que algú diu que se n’ocupa: la meitat en menys temps.',
    lines: 'Sense llindar nostre.',
    without: 'Les trucades de les quals ningú no s’ha ocupat.',
  },
  incidentToEmergencyMedianMs: {
    name: 'De la resposta al 15 o 112',
    how: 'De la resposta a la primera transferència al 15, 112, 18, 061, 116 o 118: la meitat en menys temps.',
    lines: 'Sense llindar nostre.',
    without: 'Les trucades de les quals la telefonia no explica la transferència.',
  },
};
