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

/** Civilities that are short for one: a name follows them even when it is written without a capital. */
export const shortCivilities: ReadonlySet<string> = new Set([
  ...['mr', 'mme', 'mmes', 'mlle', 'mlles', 'dr', 'dre', 'pr', 'sr', 'sra', 'srta', 'dra', 'mrs', 'ms'],
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

/** Phrases after which people say their own name, or another's, without accents. */
export const introductions: readonly (readonly string[])[] = [
  ...[
    'je m appelle',
    'je me nomme',
    'mon nom est',
    'mon nom c est',
    'elle s appelle',
    'il s appelle',
    'ma fille s appelle',
  ],
  ...['mon prenom est', 'au nom de', 'em dic', 'es diu', 'el meu nom es', 'a nom de', 'me llamo', 'se llama'],
  ...[
    'mi nombre es',
    'a nombre de',
    'my name is',
    'her name is',
    'his name is',
    'called myself',
    'in the name of',
  ],
].map((phrase) => phrase.split(' '));

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
    'so that the then they this to told very was we were when who will with would you kind rude nice always'
  ).split(' '),
);
