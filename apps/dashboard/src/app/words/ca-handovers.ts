/** Catalan words of messages for clinics. */
export const caHandovers = {
  title: 'Missatges sense acusament de recepció',
  open: 'en total',
  openReferrals: 'a un metge',
  overHour: 'més d’1 h',
  overFourHours: 'més de 4 h',
  overDay: 'més de 24 h',
  first: 'Els primers',
  referral: 'a un metge',
  since: 'des del {time}',
  lacks: 'incomplet: {fields}',
  fieldName: 'nom',
  fieldNumber: 'número',
  fieldReason: 'motiu',
  unsent: 'no enviat',
  acknowledge: 'Rebut',
  failed: 'No s’ha desat. Torneu-ho a provar.',
};

/** Catalan words of the cards that explain their figures. */
export const caHandoverCards = {
  handovers: {
    name: 'Missatges als consultoris',
    how: 'Els missatges que el programa de les secretàries ens ha comunicat, cadascun una vegada.',
    lines: 'Sense llindar: és un nombre de missatges.',
    without: 'Els missatges que no ens comunica.',
  },
  handoversWritten: {
    name: 'Contingut conegut',
    how: 'Aquells dels quals ha dit quins camps són plens.',
    lines: 'Sense llindar: és un nombre de missatges.',
    without: 'El que hi ha escrit als camps: aquí no se’n guarda res.',
  },
  handoversComplete: {
    name: 'Complets',
    how: 'Els que tenen tots els camps que el consultori demana.',
    lines: 'El que demana un consultori és a la seva configuració; si no, el nom, el número i el motiu.',
    without: 'Els missatges dels quals ningú no ha dit el contingut.',
  },
  handoverCompleteRate: {
    name: 'Part dels complets',
    how: 'Complets ÷ contingut conegut.',
    lines: 'Sense objectiu nostre: un consultori en pot acordar un.',
    without: 'Els missatges dels quals ningú no ha dit el contingut.',
  },
  handoversSent: {
    name: 'Enviats',
    how: 'Els que s’han enviat; el que ha arribat al consultori ho ha estat.',
    lines: 'Sense llindar: és un nombre de missatges.',
    without: 'Els missatges escrits i no enviats.',
  },
  handoversDelivered: {
    name: 'Arribats',
    how: 'Els que han arribat al consultori; el que ha acusat ha arribat.',
    lines: 'Sense llindar: és un nombre de missatges.',
    without: 'Els missatges dels quals només se sap l’enviament.',
  },
  handoversAcknowledged: {
    name: 'Acusats',
    how: 'Els que el consultori ha dit que té, encara que tard.',
    lines: 'Sense llindar: és un nombre de missatges.',
    without: 'Els missatges arribats dels quals el consultori no ha dit res.',
  },
  handoverAcknowledgedRate: {
    name: 'Part dels acusats',
    how: 'Acusats ÷ missatges.',
    lines: 'Sense objectiu nostre: un consultori en pot acordar un. La dels últims dies encara pot pujar.',
    without: 'Res: cada missatge compta.',
  },
  medianToAcknowledgedMs: {
    name: 'Temps fins a l’acusament',
    how: 'La meitat dels acusats ho han estat dins d’aquest temps, nits i caps de setmana inclosos.',
    lines: 'Sense objectiu nostre: un consultori en pot acordar un.',
    without: 'Els missatges sense acusament.',
  },
  referrals: {
    name: 'A un metge',
    how: 'Els missatges que adrecen un pacient a un metge.',
    lines: 'Són els primers de cada llista.',
    without: 'Els missatges que no ho diuen.',
  },
  referralsAcknowledged: {
    name: 'A un metge, acusats',
    how: 'Aquells d’entre ells que el consultori ha acusat.',
    lines: 'Sense llindar: cadascun que falta mereix una trucada.',
    without: 'Els altres missatges.',
  },
  handoversNow: {
    name: 'Missatges sense acusament de recepció',
    how: 'Els missatges dels últims set dies que el consultori no ha dit que té, segons l’edat de cadascun. Cadascun compta per cada durada superada.',
    lines: 'Un missatge a un metge, o de més de 4 h, va marcat.',
    without: 'Els missatges sense acusament de fa més de set dies: són a l’historial.',
  },
};
