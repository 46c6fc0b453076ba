/** What a letter says beside its greeting. */
export type LetterFacts =
  | Readonly<{ kind: 'invitation' | 'reset'; centre: string; url: string; until: number; timezone: string }>
  | Readonly<{
      kind: 'own-role';
      centre: string;
      who: string;
      roles: readonly string[];
      at: number;
      timezone: string;
    }>;

/** A letter in words: a subject and plain text, which asks nothing of its reader's machine. */
export type WrittenLetter = Readonly<{ subject: string; text: string }>;

type Language = 'fr' | 'ca' | 'en';
type LetterWords = Readonly<{
  hello: (name: string) => string;
  invitation: (centre: string) => WrittenLetter;
  reset: (centre: string) => WrittenLetter;
  link: (url: string, until: string) => string;
  ownRole: (centre: string, who: string, roles: string, at: string) => WrittenLetter;
  roles: Readonly<Record<string, string>>;
}>;

const locales: Readonly<Record<Language, string>> = { fr: 'fr-FR', ca: 'ca-ES', en: 'en-GB' };

const words: Readonly<Record<Language, LetterWords>> = {
  fr: {
    hello: (name) => `Bonjour ${name},`,
    invitation: (centre) => ({
      subject: `${centre}\u00a0: votre accès à Vigie`,
      text: `Vous êtes invité à suivre l’accueil téléphonique de ${centre} avec Vigie. Ouvrez ce lien pour choisir votre mot de passe\u00a0:`,
    }),
    reset: (centre) => ({
      subject: `${centre}\u00a0: choisir un nouveau mot de passe`,
      text: `Quelqu’un, vous sans doute, a demandé un nouveau mot de passe pour votre accès à ${centre}. Ouvrez ce lien pour en choisir un\u00a0:`,
    }),
    link: (url, until) =>
      `${url}\n\nIl ouvre une seule fois, jusqu’au ${until}. Ne le transmettez à personne. Si vous n’attendiez pas ce message, ignorez-le\u00a0: rien ne change tant que le lien n’est pas ouvert.`,
    ownRole: (centre, who, roles, at) => ({
      subject: `${centre}\u00a0: un administrateur s’est donné un rôle`,
      text: `${who}, administrateur, s’est donné le ${at} un rôle de plus\u00a0: ${roles}.\n\nCe message part dès qu’un administrateur change ses propres droits. Le registre des accès en garde la trace\u00a0; si ce n’était pas convenu, demandez-lui pourquoi, et faites retirer le rôle.`,
    }),
    roles: {
      administrator: 'administrateur',
      supervisor: 'superviseur',
      manager: 'gérant de cabinet',
      secretary: 'secrétaire',
      reviewer: 'relecteur qualité',
      officer: 'délégué à la protection des données',
    },
  },
  ca: {
    hello: (name) => `Bon dia ${name},`,
    invitation: (centre) => ({
      subject: `${centre}: el vostre accés a Vigie`,
      text: `Us conviden a seguir l’atenció telefònica de ${centre} amb Vigie. Obriu aquest enllaç per triar la contrasenya:`,
    }),
    reset: (centre) => ({
      subject: `${centre}: trieu una nova contrasenya`,
      text: `Algú, segurament vós, ha demanat una nova contrasenya per al vostre accés a ${centre}. Obriu aquest enllaç per triar-ne una:`,
    }),
    link: (url, until) =>
      `${url}\n\nS’obre una sola vegada, fins al ${until}. No el passeu a ningú. Si no esperàveu aquest missatge, no en feu cas: res no canvia mentre l’enllaç no s’obri.`,
    ownRole: (centre, who, roles, at) => ({
      subject: `${centre}: un administrador s’ha donat un rol`,
      text: `${who}, administrador, s’ha donat el ${at} un rol més: ${roles}.\n\nAquest missatge surt així que un administrador canvia els seus propis drets. El registre d’accessos en guarda la traça; si no era convingut, demaneu-li per què, i feu treure el rol.`,
    }),
    roles: {
      administrator: 'administrador',
      supervisor: 'supervisor',
      manager: 'gestor de consulta',
      secretary: 'secretària',
      reviewer: 'revisor de qualitat',
      officer: 'delegat de protecció de dades',
    },
  },
  en: {
    hello: (name) => `Hello ${name},`,
    invitation: (centre) => ({
      subject: `${centre}: your access to Vigie`,
      text: `You are invited to follow the telephone reception of ${centre} with Vigie. Open this link to choose your password:`,
    }),
    reset: (centre) => ({
      subject: `${centre}: choose another password`,
      text: `Somebody, most likely you, asked for another password for your access to ${centre}. Open this link to choose one:`,
    }),
    link: (url, until) =>
      `${url}\n\nIt opens once, until ${until}. Pass it on to nobody. If you did not expect this message, ignore it: nothing changes while the link is not opened.`,
    ownRole: (centre, who, roles, at) => ({
      subject: `${centre}: an administrator gave himself a role`,
      text: `${who}, an administrator, took one more role on ${at}: ${roles}.\n\nThis message leaves whenever an administrator changes their own rights. The audit log keeps it; if it was not agreed, ask why, and have the role taken away.`,
    }),
    roles: {
      administrator: 'administrator',
      supervisor: 'supervisor',
      manager: 'clinic manager',
      secretary: 'secretary',
      reviewer: 'quality reviewer',
      officer: 'data-protection officer',
    },
  },
};

/** The letter in its reader's language, French where it is none of ours. */
export function writeLetter(
  to: Readonly<{ name: string; language: string }>,
  facts: LetterFacts,
): WrittenLetter {
  const language = languageOf(to.language);
  const said = words[language];
  const { subject, text } = bodyOf(said, facts, language);
  return { subject: oneLine(subject), text: `${said.hello(to.name)}\n\n${text}\n` };
}

function bodyOf(said: LetterWords, facts: LetterFacts, language: Language): WrittenLetter {
  const moment = (at: number): string =>
    new Intl.DateTimeFormat(locales[language], {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: facts.timezone,
    }).format(at);
  if (facts.kind === 'own-role') {
    const roles = facts.roles.map((role) => said.roles[role] ?? role).join(', ');
    return said.ownRole(facts.centre, facts.who, roles, moment(facts.at));
  }
  const { subject, text } = said[facts.kind](facts.centre);
  return { subject, text: `${text}\n\n${said.link(facts.url, moment(facts.until))}` };
}

function languageOf(code: string): Language {
  return code === 'ca' || code === 'en' ? code : 'fr';
}

/** A name may hold anything that prints; a subject is one line. */
function oneLine(text: string): string {
  return text.replaceAll(/\s*[\r\n]+\s*/gu, ' ');
}
