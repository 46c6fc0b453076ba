import * as z from 'zod/mini';

import { count, flag, instant, list, object, text } from './shapes';

const scope = z.readonly(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('clinics'), clinicIds: list(text) }),
    z.object({ kind: z.literal('teams'), teamIds: list(text) }),
    z.object({ kind: z.literal('agent'), agentId: text }),
  ]),
);
/** What of the centre somebody sees. */
export type ScopeView = z.infer<typeof scope>;

/** Whose link it is (`POST /api/v1/links/look`). */
export const linkViewSchema = object({
  purpose: z.enum(['invitation', 'reset']),
  tenant: object({ id: text, name: text }),
  /** Empty: nobody's yet (the link of the first start); who accepts it says `email` and `name`. */
  email: text,
  name: text,
  language: text,
});
export type LinkView = z.infer<typeof linkViewSchema>;

const membershipView = object({ role: text, scope });

/**
 * How the tables somebody takes out are written: as the language has it, with semicolons and decimal commas, with commas
 * and points (both with a byte order mark, for spreadsheets), or for programs, without it.
 */
export const csvManners = ['language', 'semicolon', 'comma', 'program'] as const;
export type CsvManner = (typeof csvManners)[number];

/** `GET /api/v1/me`: who asks, and what they may. */
export const meSchema = object({
  tenant: object({ id: text, name: text, demo: flag, timezone: text }),
  /** Null for whoever looks at the demonstration as nobody in particular. */
  person: z.nullable(
    object({
      id: text,
      name: text,
      email: z.nullable(text),
      language: text,
      agentId: z.nullable(text),
      csv: z.enum(csvManners),
    }),
  ),
  sessionId: z.nullable(text),
  roles: list(text),
  memberships: list(membershipView),
  /** Every permission they have, with what they see by it; menus follow this. */
  permissions: list(object({ permission: text, scope })),
  /** What is switched on for a clinic they see, and out of the menus else. */
  features: list(text),
  /** Their role must have a second factor: until they have set one up they have no role, and may do nothing else. */
  owesSecondFactor: flag,
  /** The people one may look at the demonstration as; empty elsewhere. */
  demoPeople: list(object({ id: text, name: text, role: text })),
});
export type Me = z.infer<typeof meSchema>;

/** `GET /api/v1/second-factor-rule`: the roles that must have a second factor. */
export const factorRuleSchema = object({ roles: list(text) });
export type FactorRuleView = z.infer<typeof factorRuleSchema>;

/** `GET /api/v1/me/sessions`: where one is signed in. */
export const sessionsSchema = list(
  object({
    id: text,
    /** What the browser says it is, `Firefox, Windows`; may be empty. */
    label: text,
    createdAt: instant,
    seenAt: instant,
    expiresAt: instant,
    /** Whether it is the one that asks. */
    current: flag,
  }),
);
export type SessionView = z.infer<typeof sessionsSchema>[number];

/** How many sessions were ended. */
export const endedSchema = object({ ended: count });
export type EndedView = z.infer<typeof endedSchema>;

/** What is still asked of somebody whose password was right; null: nothing, they are in. */
export const signInStepSchema = object({ next: z.nullable(z.literal('code')) });
export type SignInStep = z.infer<typeof signInStepSchema>;

/** `GET /api/v1/me/second-factor`. */
export const secondFactorSchema = object({
  /** Since when a code is asked for beside the password; null: none is. */
  since: z.nullable(instant),
  recoveryCodesLeft: count,
});
export type SecondFactorView = z.infer<typeof secondFactorSchema>;

/** What an application for codes takes in, typed or as a picture; shown this once. */
export const newSecondFactorSchema = object({
  /** Base32. */
  secret: text,
  /** `otpauth://totp/…` */
  uri: text,
});
export type NewSecondFactor = z.infer<typeof newSecondFactorSchema>;

/** Each signs in once where the application for codes is not at hand; shown this once. */
export const recoveryCodesSchema = object({ recoveryCodes: list(text) });
export type RecoveryCodes = z.infer<typeof recoveryCodesSchema>;

/** `GET /api/v1/sign-in/ways`: how else than by a password. */
export const signInWaysSchema = object({
  /** The identity provider of the organisation, as its people call it; null: there is none. */
  provider: z.nullable(object({ name: text })),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** Where the identity provider asks who it is; the browser goes there. */
export const providerAddressSchema = object({ url: text });
export type ProviderAddress = z.infer<typeof providerAddressSchema>;

/** Somebody is in; the page that they wanted. */
export const providerSignedInSchema = object({ next: z.nullable(text) });
export type ProviderSignedIn = z.infer<typeof providerSignedInSchema>;

/** What a browser is asked for by WebAuthn, as its `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON` reads it. */
export const passkeyOptionsSchema = object({ options: z.unknown() });
export type PasskeyOptions = z.infer<typeof passkeyOptionsSchema>;

/** A key in somebody's telephone, computer or security key that signs in by itself. */
export const passkeySchema = object({
  id: text,
  name: text,
  /** The host name it opens: at another it is not offered. */
  host: text,
  createdAt: instant,
  lastUsedAt: z.nullable(instant),
});
export type PasskeyView = z.infer<typeof passkeySchema>;
export const passkeysSchema = list(passkeySchema);

/** One of the people of a centre. */
export const personSchema = object({
  id: text,
  email: text,
  name: text,
  language: text,
  agentId: z.nullable(text),
  createdAt: instant,
  /** Whether the invitation was accepted, or the person is known by the identity provider. */
  hasPassword: flag,
  /** Whether a code is asked for beside the password. */
  hasSecondFactor: flag,
  passkeys: count,
  /** Until when a link to choose a password waits; null: none does. */
  linkUntil: z.nullable(instant),
  /** Whether links go by mail: a mail server is set. */
  byMail: flag,
  /** The last letter with a link, and what became of it; null: none was sent in the last month. */
  letter: z.nullable(object({ at: instant, state: z.enum(['waiting', 'sent', 'bounced', 'given_up']) })),
  memberships: list(object({ role: text, scope, since: instant })),
  /** Every permission that the memberships give. */
  permissions: list(text),
});
export type PersonView = z.infer<typeof personSchema>;
export const peopleSchema = list(personSchema);

/** A link that opens once, to be handed to the person: it is shown this once. */
export const madeLinkSchema = object({
  /** Beginning with the origin that people open, where the settings name one. */
  url: text,
  expiresAt: instant,
});
export type MadeLinkView = z.infer<typeof madeLinkSchema>;

/** A link of a television (`GET /api/v1/wall-links`). */
export const wallLinkSchema = object({
  id: text,
  /** Where it hangs. */
  name: text,
  scope,
  namesClinics: flag,
  /** Null: by the command line, or by whoever looked at the demonstration. */
  madeBy: z.nullable(text),
  madeAt: instant,
  /** When a television last showed the board by it, within a minute or two; null: it was never opened. */
  seenAt: z.nullable(instant),
});
export type WallLinkView = z.infer<typeof wallLinkSchema>;
export const wallLinksSchema = list(wallLinkSchema);

/** A link that was made: its address is shown this once. */
export const madeWallLinkSchema = object({ wall: wallLinkSchema, url: text });
export type MadeWallLink = z.infer<typeof madeWallLinkSchema>;

/** `GET /api/v1/wall`: what the link of the television that asks is. */
export const wallViewSchema = object({
  tenant: object({ id: text, name: text }),
  name: text,
  namesClinics: flag,
});
export type WallView = z.infer<typeof wallViewSchema>;

/** Who was invited; the link is null where it went by mail. */
export const invitedSchema = object({ person: personSchema, link: z.nullable(madeLinkSchema) });
export type InvitedView = z.infer<typeof invitedSchema>;

/** Answer of `GET /api/v1/me/data`: what is kept of whoever asks, for how long, and who looked at it. */
export const myDataSchema = object({
  /** How long, in months: calls they took, what they did minute by minute, and who did what. */
  keptMonths: object({ calls: count, agentDays: count, audit: count }),
  /** Null for the people of the demonstration, who have none. */
  account: z.nullable(object({ since: instant })),
  /** What they keep for themselves until they delete it: named views of history, and histories by e-mail. */
  own: object({ views: count, mailings: count }),
  /** Null for who answers no calls. */
  agent: z.nullable(
    object({
      id: text,
      /** Days of which it is kept what they did; dates of the centre, null without any. */
      days: count,
      from: z.nullable(text),
      to: z.nullable(text),
    }),
  ),
  /** What others did that names them, in the last ninety days, newest first. */
  deeds: list(object({ at: instant, who: z.nullable(text), kind: text, action: text, times: count })),
  /** Who, in the last thirty days, looked where agents are told by name: on how many days, and when last. */
  watchers: list(object({ who: z.nullable(text), kind: text, days: count, lastAt: instant })),
});
export type MyData = z.infer<typeof myDataSchema>;
