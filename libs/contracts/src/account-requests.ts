import { z } from 'zod';

import { csvManners } from './accounts';
import { mailingFormats, mailingLanguages, mailingParts, mailingRhythms } from './mailings';

/** What somebody is within a centre. */
export const roleNames = [
  'administrator',
  'supervisor',
  'manager',
  'secretary',
  'reviewer',
  'officer',
] as const;
export type RoleName = (typeof roleNames)[number];

const id = z.string().min(1).max(128);
const ids = z.array(id).min(1).max(500).readonly();

/** What of the centre a membership is of: everything, some clinics, or some teams. */
const scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('clinics'), clinicIds: ids }),
  z.strictObject({ kind: z.literal('teams'), teamIds: ids }),
]);

/** Over which scopes a role is given: administrator and officer over the whole centre, a manager over clinics. */
const scopesOf: Readonly<Record<RoleName, readonly z.infer<typeof scope>['kind'][]>> = {
  administrator: ['all'],
  supervisor: ['all', 'clinics', 'teams'],
  manager: ['clinics'],
  secretary: ['all', 'teams'],
  reviewer: ['all', 'clinics', 'teams'],
  officer: ['all'],
};

/** One role with its scope. */
export const membershipSchema = z
  .strictObject({ role: z.enum(roleNames), scope })
  .refine((one) => scopesOf[one.role].includes(one.scope.kind), 'this role is not given over this scope');
const memberships = z
  .array(membershipSchema)
  .max(roleNames.length)
  .refine((all) => new Set(all.map(({ role }) => role)).size === all.length, 'names a role twice')
  .readonly();

const email = z
  .string()
  .trim()
  .max(254)
  .regex(/^[^\s@"<>]+@[^\s@"<>]+\.[^\s@"<>.]{2,}$/u, 'an e-mail address');
const personName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^\P{Cc}+$/u, 'printable characters');
const password = z.string().min(1).max(1_024);
const token = z.string().min(1).max(256);
const language = z.enum(['fr', 'ca', 'en']);

/** `POST /api/v1/sign-in`. `tenant` may be left out where the installation has one centre. */
export const signInSchema = z.strictObject({
  email: z.string().trim().min(1).max(254),
  password,
  tenant: z.string().max(63).optional(),
});

/** `POST /api/v1/sign-in/code`: of the second step, six digits or a recovery code, however they are spaced. */
export const signInCodeSchema = z.strictObject({ code: z.string().min(1).max(64) });

/** What begins, renews or switches off a second factor: whoever is signed in shows that it is still them. */
export const passwordAgainSchema = z.strictObject({ password });

/** `PUT /api/v1/me/second-factor`: the first code of the new application. */
export const confirmSecondFactorSchema = z.strictObject({ code: z.string().min(1).max(64) });

/** `POST /api/v1/links/ask`: somebody forgot the password. */
export const askLinkSchema = z.strictObject({
  email: z.string().trim().min(1).max(254),
  tenant: z.string().max(63).optional(),
});

/** Bytes as WebAuthn writes them in JSON. */
const base64url = z
  .string()
  .min(1)
  .max(16_384)
  .regex(/^[\w-]+$/u, 'base64url');
const credential = {
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string().max(64), z.unknown()),
};

/** `POST /api/v1/sign-in/passkey`: what the browser answers to `navigator.credentials.get` (AuthenticationResponseJSON). */
export const passkeySignInSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});

const passkeyName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^\P{Cc}+$/u, 'printable characters');

/** `POST /api/v1/me/passkeys/begin`; whoever has a password gives it. */
export const beginPasskeySchema = z.strictObject({ password: password.optional() });

/** `POST /api/v1/me/passkeys`: what the browser answers to `navigator.credentials.create` (RegistrationResponseJSON). */
export const addPasskeySchema = z.strictObject({
  name: passkeyName,
  credential: z.strictObject({
    ...credential,
    response: z.strictObject({
      clientDataJSON: base64url,
      attestationObject: base64url,
      authenticatorData: base64url.optional(),
      transports: z.array(z.string().max(32)).max(10).optional(),
      publicKeyAlgorithm: z.number().int().optional(),
      publicKey: base64url.optional(),
    }),
  }),
});

/** `PATCH /api/v1/me/passkeys/:id`. */
export const renamePasskeySchema = z.strictObject({ name: passkeyName });

/** `POST /api/v1/sign-in/provider/begin`: the page that is wanted afterwards. */
export const beginProviderSchema = z.strictObject({ next: z.string().max(1_000).optional() });

/** `POST /api/v1/sign-in/provider`: the query that the identity provider sent the browser back with. */
export const finishProviderSchema = z.strictObject({ query: z.string().max(8_000) });

/** `POST /api/v1/links/look`: whose link it is. */
export const linkSchema = z.strictObject({ token });

/**
 * `POST /api/v1/links/accept`: the password that the person has chosen. The link of the first start is nobody's yet
 * (its address is empty when it is looked at): who opens it says who they are as well.
 */
export const acceptLinkSchema = z.strictObject({
  token,
  password,
  email: email.optional(),
  name: personName.optional(),
});

/** `PUT /api/v1/me/password`. */
export const changePasswordSchema = z.strictObject({ current: password, password });

/** `PATCH /api/v1/me`: what is left out stays. */
export const profileSchema = z.strictObject({
  name: personName.optional(),
  language: language.optional(),
  csv: z.enum(csvManners).optional(),
});

/** `POST /api/v1/people`: somebody is invited. */
export const invitePersonSchema = z.strictObject({
  email,
  name: personName,
  language: language.default('fr'),
  agentId: id.nullable().default(null),
  memberships,
});
export type InvitePerson = z.input<typeof invitePersonSchema>;

/** `PATCH /api/v1/people/:id`: what is left out stays. */
export const changePersonSchema = z.strictObject({
  name: personName.optional(),
  language: language.optional(),
  agentId: id.nullable().optional(),
});

/** `POST /api/v1/wall-links`: a television is to show the board. */
export const makeWallLinkSchema = z.strictObject({
  /** Where it hangs. */
  name: personName,
  scope,
  /** Whether clinics in trouble are told by name; else by a number. */
  namesClinics: z.boolean().default(false),
});
export type MakeWallLink = z.input<typeof makeWallLinkSchema>;

/** `PUT /api/v1/second-factor-rule`: the roles that must have a second factor from now on. */
export const setFactorRuleSchema = z.strictObject({
  roles: z
    .array(z.enum(['administrator', 'supervisor', 'manager', 'secretary', 'reviewer', 'officer']))
    .max(6),
});

/** `PUT /api/v1/people/:id/memberships`: what the person is from now on. */
export const setMembershipsSchema = z.strictObject({ memberships });

/** `POST /api/v1/me/mailings`: a history is to be sent by the calendar to who asks. */
export const makeMailingSchema = z.strictObject({
  name: personName,
  every: z.enum(mailingRhythms),
  part: z.enum(mailingParts).default('page'),
  format: z.enum(mailingFormats).default('xlsx'),
  /** Left out: in one's own, whichever that is then. */
  language: z.enum(mailingLanguages).optional(),
  /** What narrows it, as the address of the page of history has it (`clinicId=durand&weekdays=1,2`); of a range nothing. */
  query: z.string().max(2_000).default(''),
});
export type MakeMailing = z.input<typeof makeMailingSchema>;

/** `PATCH /api/v1/me/mailings/:id`: it rests, or is taken up again from its next time. */
export const changeMailingSchema = z.strictObject({ isPaused: z.boolean() });

/** `POST /api/v1/me/views`: a name for what is looked at; one that is there already means this from now on. */
export const saveViewSchema = z.strictObject({
  name: personName,
  /** The choices of the page of history, as its address has them (`range=week&clinicId=durand`). */
  query: z.string().max(4_000),
  /** Whether history begins with it; left out, as it was. */
  isStart: z.boolean().optional(),
});
export type SaveView = z.input<typeof saveViewSchema>;
