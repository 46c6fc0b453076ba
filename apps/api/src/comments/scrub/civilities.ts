/** Words that announce a person's name, in the four languages, without accents and points. */
export const civilities: ReadonlySet<string> = new Set([
  // French
  ...[
    'm',
    'mr',
    'mme',
    'mmes',
    'mlle',
    'mlles',
    'monsieur',
    'messieurs',
    'madame',
    'mesdames',
    'mademoiselle',
  ],
  ...[
    'docteur',
    'docteure',
    'doctoresse',
    'dr',
    'dre',
    'drs',
    'professeur',
    'professeure',
    'pr',
    'maitre',
    'me',
  ],
  // Catalan and Spanish
  ...[
    'sr',
    'sra',
    'srta',
    'sres',
    'sras',
    'senyor',
    'senyora',
    'senyoreta',
    'senor',
    'senora',
    'senorita',
    'don',
  ],
  ...['dona', 'doctor', 'doctora', 'dra', 'professor', 'professora', 'profesor', 'profesora'],
  // English
  ...['mrs', 'ms', 'miss', 'mister', 'sir', 'lady', 'nurse', 'prof'],
]);

/** Civilities that are words as well: a name without a capital does not follow from them alone. */
export const wordCivilities: ReadonlySet<string> = new Set([
  'm',
  'me',
  'pr',
  'don',
  'dona',
  'sir',
  'lady',
  'miss',
]);

/** Words of a role, before a name with a capital: "la secrétaire Sophie", "la recepcionista Núria". */
export const roles: ReadonlySet<string> = new Set([
  ...[
    'secretaire',
    'telesecretaire',
    'assistante',
    'assistant',
    'infirmiere',
    'infirmier',
    'hotesse',
    'standardiste',
  ],
  ...['operatrice', 'kine', 'secretaria', 'secretari', 'recepcionista', 'infermera', 'infermer', 'enfermera'],
  ...['enfermero', 'operadora', 'operador', 'receptionist', 'secretary', 'operator'],
]);

/** Small words inside names: "de la Tour", "van den Berg", "i Puig", "d'Ornano". */
export const particles: ReadonlySet<string> = new Set([
  ...[
    'de',
    'du',
    'des',
    'd',
    'la',
    'le',
    'les',
    'l',
    'van',
    'von',
    'den',
    'der',
    'ben',
    'bin',
    'ibn',
    'el',
    'al',
    'del',
  ],
  ...['i', 'y', 'da', 'dos', 'di', 'mac', 'mc', 'o', 'st', 'saint', 'sainte'],
]);

/** Phrases after which people say their own name, or another's, without accents: what follows is one. */
export const introductions: readonly (readonly string[])[] = phrases(
  'je m appelle|je me nomme|mon nom est|mon nom c est|mon nom de famille est|elle s appelle|il s appelle|qui s appelle|' +
    'ma fille s appelle|mon prenom est|au nom de|em dic|es diu|el meu nom es|a nom de|me llamo|se llama|mi nombre es|' +
    'a nombre de|my name is|her name is|his name is|called myself|in the name of',
);

/** Phrases after which a name may stand, or anything else: only what is a first name is taken for one. */
export const openings: readonly (readonly string[])[] = phrases(
  'je suis|c est|c etait|moi c est|merci|merci a|bonjour|bonsoir|soy|soc|soc la|soc en|soc el|i am|i m|this is|gracies|' +
    'gracies a la|gracies a l|gracies a en|gracias|gracias a|thanks|thanks to|thank you|hello|dear|parle avec|parle a|' +
    'eu|demandez|demandez a|appelez|rappelez|pregunten por|pregunteu per|parleu amb|parleu amb la|parleu amb en|' +
    'hable con|don|dona|vaig parlar amb la|vaig parlar amb en|spoke to|spoke with|ask for|ma fille|mon fils|mon mari|ma femme|' +
    'ma mere|mon pere|la meva filla|el meu fill|el meu marit|la meva dona|la meva mare|el meu pare|mi hija|mi hijo|' +
    'mi marido|mi mujer|mi madre|mi padre|my son|my daughter|my husband|my wife|my mother|my father|la petite|le petit|' +
    'un tal|une certaine|un certain|una tal|una certa|signe|signed|de la part de',
);

/** Words with which a letter ends: of the few words behind them all are a name. */
export const farewells: readonly (readonly string[])[] = phrases(
  'cordialement|bien cordialement|bien a vous|signe|signe par|sinceres salutations|atentament|salutacions|cordialment|' +
    'atentamente|un saludo|saludos|kind regards|regards|best regards|signed|yours sincerely|sincerely',
);

/** What is said of persons: behind it a first name that is a word as well is a name after all. */
export const saidOfPersons: ReadonlySet<string> = new Set(
  'a m est et qui au me em ens es era i va ha y fue fue no esta is was and has had et puis toujours'.split(
    ' ',
  ),
);

function phrases(text: string): readonly (readonly string[])[] {
  return text.split('|').map((phrase) => phrase.split(' '));
}

/**
 * Common words that may follow a civility written in full or short without being a name ("le dr était en retard"),
 * without accents.
 */
export const commonWords: ReadonlySet<string> = new Set(
  (
    'a ai as au aux avait avec bien bonjour c car ce cela ces cette ci comme d dans de des deux dit donc du elle en est et ' +
    'etait eu fait fut il ils j je l la le les leur lui m ma mais me merci moi mon n ne ni nous on ont ou par pas peu plus ' +
    'pour qu que qui quand sa sans se sera ses si son sont sur t te toujours tout tres trop tu un une va vous y absent ' +
    'absente aimable charmante gentil gentille desagreable occupe occupee disponible traitant remplacant ' +
    'al amb aquell aquella ara com del dels diu el els em ens era es esta estava fa ha han hem hi i li lo mes mha no per ' +
    'pero quan s sense seva seu sempre ser son tambe te tenia va van vaig viu amable simpatica atenta ' +
    'con cuando estaba esta fue las los me mi muy nos para pero por que sin su sus tiene tan todo ya siempre ' +
    'and are at be but by can could for from had has have he her him his i in is it me my never no not of on or said she ' +
    'so that the then they this to told very was we were when who will with would you kind rude nice always ' +
    'rappelle repond prend arrive attend recoit travaille devait doit peut veut sait dit faut disait encore jamais rien ' +
    'personne quelqu ca cela attente reponse voila vraiment assez aussi alors apres avant depuis pendant chez vers matin soir hier demain accueil secretaire ' +
    'telephone mieux mal vite lent gentils souriant souriante patient patiente ' +
    'truca contesta respon arriba molt poc massa mai res ningu avui dema ahir mati tarda telefon secretaria encantador ' +
    'encantadora llama contesta llega viene vino nunca nada nadie hoy ayer manana tarde telefono borde decia tenia habia ' +
    'queria sabia podia hacia ' +
    'lovely late busy calls called call never ever here there today phone about after again back before from just like ' +
    'more much nobody only over really some still than too up what where which while why'
  ).split(' '),
);

/** How words end that say how somebody is or what they did, in small letters: no name after a civility. */
export const commonEndings =
  /(?:ment|ant|ante|able|ible|euse|eux|ique|elle|ees?|aient|ait|erait|era|tion|ative|oso|osa|ado|ada|ando|iendo|ava|aba|ly|ing|ful)$/u;

/**
 * Words with a capital that are no person's name: places, services, days and months, and what is written with one out of
 * politeness.
 */
export const properWords: ReadonlySet<string> = new Set(
  (
    'i doctolib ameli maiia internet google covid samu smur chu chr ephad ehpad irm scanner rdv sms paris lyon marseille lille ' +
    'toulouse perpignan barcelona girona lleida tarragona madrid andorra catalunya cataluna espana france noel paques nadal pasqua ' +
    'christmas easter monday tuesday wednesday thursday friday saturday sunday january february march april may june july august ' +
    'september october november december french spanish catalan english ' +
    'lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre ' +
    'novembre decembre dilluns dimarts dimecres dijous divendres dissabte diumenge gener febrer marc abril maig juny juliol agost ' +
    'setembre octubre desembre lunes martes miercoles jueves viernes sabado domingo enero febrero marzo mayo junio julio agosto ' +
    'septiembre noviembre diciembre cabinet centre clinique hopital maison service secretariat secretaire medecin pharmacie ' +
    'urgences accueil madame monsieur clinica hospital centre ambulatori consulta secretaria secretari farmacia surgery clinic ' +
    'dame monsieur equipe personnel docteur rendez ordonnance hospital practice reception instagram facebook whatsapp'
  ).split(' '),
);
