type Head = 'title' | 'note' | 'head';
type Named<Key extends string> = { readonly [key in Key | Head]: string };

/** What a report says of difficult calls, of urgent ones, of messages for the clinic and of its greeting. */
export type NotedWords = {
  readonly difficult: Named<
    | 'answered'
    | 'difficult'
    | 'angry'
    | 'distressed'
    | 'complaint'
    | 'aggressive'
    | 'unsaid'
    | 'resolved'
    | 'others'
  >;
  readonly handovers: Named<
    | 'all'
    | 'complete'
    | 'sent'
    | 'delivered'
    | 'acknowledged'
    | 'open'
    | 'toAcknowledged'
    | 'referrals'
    | 'referralsAcknowledged'
  >;
  readonly incidents: Named<'all' | 'ended' | 'reviewed' | 'toTaken' | 'toEmergency' | 'emergencyAfter'>;
  readonly greeting: Named<
    | 'calls'
    | 'greeted'
    | 'toGreeting'
    | 'toGreetingP90'
    | 'afterOther'
    | 'heardToEnd'
    | 'before'
    | 'during'
    | 'after'
    | 'announced'
    | 'announcedP50'
    | 'announcedP90'
  >;
};

export const frNoted: NotedWords = {
  difficult: {
    title: 'Appels difficiles',
    note: 'comme les secrétaires les ont notés ; rien n’est déduit',
    head: 'Appels',
    answered: 'Appels décrochés',
    difficult: 'dont difficiles',
    angry: 'patient en colère, des difficiles',
    distressed: 'patient en détresse, des difficiles',
    complaint: 'réclamation, des difficiles',
    aggressive: 'patient agressif, des difficiles',
    unsaid: 'pour une autre raison ou sans raison dite',
    resolved: 'Difficiles réglés pendant l’appel, de ceux dont l’issue est notée',
    others: 'Autres appels réglés pendant l’appel, de ceux dont l’issue est notée',
  },
  handovers: {
    title: 'Messages transmis',
    note: 'au jour où chacun a été pris ; où ils en étaient à la date du rapport',
    head: 'Messages',
    all: 'Messages pour vous',
    complete: 'complets, de ceux dont le contenu est connu',
    sent: 'envoyés',
    delivered: 'remis',
    acknowledged: 'dont vous avez accusé réception',
    open: 'sans accusé de réception',
    toAcknowledged: 'Jusqu’à l’accusé de réception',
    referrals: 'Patients adressés à un médecin',
    referralsAcknowledged: 'dont vous avez accusé réception, de ces patients adressés',
  },
  incidents: {
    title: 'Appels urgents',
    note: 'au jour de la première marque ; où ils en étaient à la date du rapport',
    head: 'Appels',
    all: 'Appels marqués urgents',
    ended: 'dont on sait comment ils se sont terminés',
    reviewed: 'relus par un superviseur, de ceux qui sont terminés',
    toTaken: 'Jusqu’à ce qu’un superviseur s’en occupe',
    toEmergency: 'transférés au 15, au 112 ou à un autre numéro d’urgence',
    emergencyAfter: 'Du décroché à ce transfert',
  },
  greeting: {
    title: 'Message d’accueil',
    note: 'appels arrivés dans les horaires couverts',
    head: 'Appels',
    calls: 'Appels observés',
    greeted: 'ont entendu l’accueil',
    toGreeting: 'Jusqu’à l’accueil',
    toGreetingP90: 'Jusqu’à l’accueil : neuf sur dix en moins de',
    afterOther: 'après une sonnerie, une musique ou une annonce, de ceux qui l’ont entendu',
    heardToEnd: 'écouté jusqu’au bout, de ceux qui l’ont entendu',
    before: 'ont raccroché avant l’accueil',
    during: 'ont raccroché pendant l’accueil',
    after: 'ont raccroché après l’accueil, sans réponse',
    announced: 'Décrochés à qui une attente a été annoncée',
    announcedP50: 'Écart entre l’attente annoncée et la vraie : la moitié au plus',
    announcedP90: 'Écart entre l’attente annoncée et la vraie : neuf sur dix au plus',
  },
};

export const caNoted: NotedWords = {
  difficult: {
    title: 'Trucades difícils',
    note: 'tal com les han anotat les secretàries; no es dedueix res',
    head: 'Trucades',
    answered: 'Trucades ateses',
    difficult: 'de les quals difícils',
    angry: 'pacient enfadat, de les difícils',
    distressed: 'pacient angoixat, de les difícils',
    complaint: 'reclamació, de les difícils',
    aggressive: 'pacient agressiu, de les difícils',
    unsaid: 'per un altre motiu o sense dir-lo',
    resolved: 'Difícils resoltes durant la trucada, de les que tenen el resultat anotat',
    others: 'Altres trucades resoltes durant la trucada, de les que tenen el resultat anotat',
  },
  handovers: {
    title: 'Missatges transmesos',
    note: 'pel dia en què es va prendre cadascun; fins on havien arribat en la data de l’informe',
    head: 'Missatges',
    all: 'Missatges per a vosaltres',
    complete: 'complets, dels que se’n coneix el contingut',
    sent: 'enviats',
    delivered: 'arribats',
    acknowledged: 'amb acusament de recepció vostre',
    open: 'sense acusament de recepció',
    toAcknowledged: 'Fins a l’acusament de recepció',
    referrals: 'Pacients adreçats a un metge',
    referralsAcknowledged: 'amb acusament vostre, d’aquests pacients adreçats',
  },
  incidents: {
    title: 'Trucades urgents',
    note: 'pel dia de la primera marca; fins on havien arribat en la data de l’informe',
    head: 'Trucades',
    all: 'Trucades marcades com a urgents',
    ended: 'de les quals se sap com van acabar',
    reviewed: 'revisades per un supervisor, de les acabades',
    toTaken: 'Fins que un supervisor se n’ocupa',
    toEmergency: 'transferides al 061, al 112 o a un altre número d’emergències',
    emergencyAfter: 'De la resposta a aquesta transferència',
  },
  greeting: {
    title: 'Missatge de benvinguda',
    note: 'trucades arribades dins l’horari cobert',
    head: 'Trucades',
    calls: 'Trucades observades',
    greeted: 'han sentit la benvinguda',
    toGreeting: 'Fins a la benvinguda',
    toGreetingP90: 'Fins a la benvinguda: nou de cada deu en menys de',
    afterOther: 'després d’un to, una música o un anunci, de les que l’han sentida',
    heardToEnd: 'escoltada fins al final, de les que l’han sentida',
    before: 'han penjat abans de la benvinguda',
    during: 'han penjat durant la benvinguda',
    after: 'han penjat després de la benvinguda, sense resposta',
    announced: 'Ateses a qui s’ha anunciat una espera',
    announcedP50: 'Desviació entre l’espera anunciada i la real: la meitat com a màxim',
    announcedP90: 'Desviació entre l’espera anunciada i la real: nou de cada deu com a màxim',
  },
};

export const enNoted: NotedWords = {
  difficult: {
    title: 'Difficult calls',
    note: 'as the secretaries noted them; nothing is inferred',
    head: 'Calls',
    answered: 'Calls answered',
    difficult: 'of them difficult',
    angry: 'patient angry, of the difficult ones',
    distressed: 'patient distressed, of the difficult ones',
    complaint: 'a complaint, of the difficult ones',
    aggressive: 'patient aggressive, of the difficult ones',
    unsaid: 'for another reason, or none was said',
    resolved: 'Difficult ones settled in the call, of those whose outcome was noted',
    others: 'Other calls settled in the call, of those whose outcome was noted',
  },
  handovers: {
    title: 'Messages passed on',
    note: 'by the day each was taken; as far as they had come when the report was made',
    head: 'Messages',
    all: 'Messages for you',
    complete: 'complete, of those whose content is known',
    sent: 'sent',
    delivered: 'delivered',
    acknowledged: 'acknowledged by you',
    open: 'not acknowledged',
    toAcknowledged: 'Until acknowledged',
    referrals: 'Patients sent on to a doctor',
    referralsAcknowledged: 'acknowledged by you, of these patients',
  },
  incidents: {
    title: 'Urgent calls',
    note: 'by the day each was first marked; as far as they had come when the report was made',
    head: 'Calls',
    all: 'Calls marked urgent',
    ended: 'of which it is known how they ended',
    reviewed: 'reviewed by a supervisor, of those that ended',
    toTaken: 'Until a supervisor took it',
    toEmergency: 'passed on to 112 or another emergency number',
    emergencyAfter: 'From the answer to that transfer',
  },
  greeting: {
    title: 'The greeting',
    note: 'calls that arrived in the covered hours',
    head: 'Calls',
    calls: 'Calls observed',
    greeted: 'heard the greeting',
    toGreeting: 'Until the greeting',
    toGreetingP90: 'Until the greeting: nine in ten within',
    afterOther: 'after ringing, music or an announcement, of those who heard it',
    heardToEnd: 'heard to the end, of those who heard it',
    before: 'hung up before the greeting',
    during: 'hung up during the greeting',
    after: 'hung up after the greeting, unanswered',
    announced: 'Answered after a wait was announced',
    announcedP50: 'Between the wait announced and the real one: half at most',
    announcedP90: 'Between the wait announced and the real one: nine in ten at most',
  },
};

export const esNoted: NotedWords = {
  difficult: {
    title: 'Llamadas difíciles',
    note: 'tal como las anotaron las secretarias; no se deduce nada',
    head: 'Llamadas',
    answered: 'Llamadas atendidas',
    difficult: 'de ellas difíciles',
    angry: 'paciente enfadado, de las difíciles',
    distressed: 'paciente angustiado, de las difíciles',
    complaint: 'reclamación, de las difíciles',
    aggressive: 'paciente agresivo, de las difíciles',
    unsaid: 'por otro motivo o sin decirlo',
    resolved: 'Difíciles resueltas durante la llamada, de las que tienen el resultado anotado',
    others: 'Otras llamadas resueltas durante la llamada, de las que tienen el resultado anotado',
  },
  handovers: {
    title: 'Mensajes transmitidos',
    note: 'por el día en que se tomó cada uno; hasta dónde habían llegado en la fecha del informe',
    head: 'Mensajes',
    all: 'Mensajes para ustedes',
    complete: 'completos, de los que se conoce el contenido',
    sent: 'enviados',
    delivered: 'entregados',
    acknowledged: 'con acuse de recibo suyo',
    open: 'sin acuse de recibo',
    toAcknowledged: 'Hasta el acuse de recibo',
    referrals: 'Pacientes derivados a un médico',
    referralsAcknowledged: 'con acuse suyo, de estos pacientes derivados',
  },
  incidents: {
    title: 'Llamadas urgentes',
    note: 'por el día de la primera marca; hasta dónde habían llegado en la fecha del informe',
    head: 'Llamadas',
    all: 'Llamadas marcadas como urgentes',
    ended: 'de las que se sabe cómo terminaron',
    reviewed: 'revisadas por un supervisor, de las terminadas',
    toTaken: 'Hasta que un supervisor se ocupa',
    toEmergency: 'transferidas al 061, al 112 o a otro número de emergencias',
    emergencyAfter: 'De la respuesta a esa transferencia',
  },
  greeting: {
    title: 'Mensaje de bienvenida',
    note: 'llamadas llegadas en el horario cubierto',
    head: 'Llamadas',
    calls: 'Llamadas observadas',
    greeted: 'oyeron la bienvenida',
    toGreeting: 'Hasta la bienvenida',
    toGreetingP90: 'Hasta la bienvenida: nueve de cada diez en menos de',
    afterOther: 'después de un tono, una música o un anuncio, de las que la oyeron',
    heardToEnd: 'escuchada hasta el final, de las que la oyeron',
    before: 'colgaron antes de la bienvenida',
    during: 'colgaron durante la bienvenida',
    after: 'colgaron después de la bienvenida, sin respuesta',
    announced: 'Atendidas a quienes se anunció una espera',
    announcedP50: 'Diferencia entre la espera anunciada y la real: la mitad como máximo',
    announcedP90: 'Diferencia entre la espera anunciada y la real: nueve de cada diez como máximo',
  },
};
