/** Catalan words of the cards that explain figures of campaigns. */
export const caCampaignCards = {
  campaignOffered: {
    name: 'Ofert',
    how: 'Acceptat + rebutjat.',
    lines: 'Cap llindar: és un nombre de respostes.',
    without: 'Allò a què ningú no ha respost; un pacient que respon en dues trucades hi és dues vegades.',
  },
  campaignOfferedInCalls: {
    name: 'Ofert en una trucada',
    how: 'Respostes donades en una trucada del pacient; de cada trucada compta l’última.',
    lines: 'Cap llindar: és un nombre de respostes.',
    without: 'Les respostes a les nostres trucades de la llista.',
  },
  campaignOfferedByList: {
    name: 'Ofert trucant la llista',
    how: 'Respostes donades quan hem trucat algú de la llista; compta l’última.',
    lines: 'Cap llindar: és un nombre de respostes.',
    without: 'Els intents sense resposta, i les respostes en una trucada del pacient.',
  },
  campaignAccepted: {
    name: 'Acceptat',
    how: 'Respostes que accepten el que ofereix la campanya: una visita, o saber-ne més.',
    lines: 'Cap llindar: és un nombre de respostes.',
    without: 'Una compra: no es ven res.',
  },
  campaignRefused: {
    name: 'Rebutjat',
    how: 'Respostes que ho rebutgen.',
    lines: 'Cap llindar: és un nombre de respostes.',
    without: 'Qui demana que no se’l contacti més sense respondre.',
  },
  campaignAcceptedRate: {
    name: 'Part acceptada',
    how: 'Acceptat ÷ ofert.',
    lines: 'Cap objectiu: un pacient és lliure de dir que no.',
    without: 'Les trucades en què no s’ha ofert res.',
  },
  campaignNotOffered: {
    name: 'No ofert',
    how: 'Trucades de les quals la secretària ha anotat que no era el moment.',
    lines: 'Cap llindar: és un nombre de trucades.',
    without: 'Les trucades de les quals no s’ha anotat res.',
  },
};
