// Written by `npm run docs` from the schemas of libs/contracts: change them there.
import type {
  CentreNames,
  EndedView,
  LinkView,
  NewSecondFactor,
  PasskeyOptions,
  PasskeyView,
  ProviderAddress,
  ProviderSignedIn,
  RecoveryCodes,
  SecondFactorView,
  SessionView,
  SignInStep,
  SignInWays,
} from '@vigie/contracts';

import { checkOf } from '../shell/read-answer';

const passkey = { id: 's', name: 's', host: 's', createdAt: 's', lastUsedAt: ['?', 's'] } as const;
export const centreNamesShape = checkOf<CentreNames>({
  clinics: ['[]', { id: 's', name: 's' }],
  teams: ['[]', { id: 's', name: 's' }],
});
export const linkViewShape = checkOf<LinkView>({
  purpose: ['=', 'invitation', 'reset'],
  tenant: { id: 's', name: 's' },
  email: 's',
  name: 's',
  language: 's',
});
export const sessionsShape = checkOf<readonly SessionView[]>([
  '[]',
  { id: 's', label: 's', createdAt: 's', seenAt: 's', expiresAt: 's', current: 'b' },
]);
export const endedShape = checkOf<EndedView>({ ended: 'n' });
export const signInWaysShape = checkOf<SignInWays>({ provider: ['?', { name: 's' }] });
export const providerAddressShape = checkOf<ProviderAddress>({ url: 's' });
export const providerSignedInShape = checkOf<ProviderSignedIn>({ next: ['?', 's'] });
export const signInStepShape = checkOf<SignInStep>({ next: ['?', ['=', 'code']] });
export const secondFactorShape = checkOf<SecondFactorView>({ since: ['?', 's'], recoveryCodesLeft: 'n' });
export const newSecondFactorShape = checkOf<NewSecondFactor>({ secret: 's', uri: 's' });
export const passkeyOptionsShape = checkOf<PasskeyOptions>({ options: ['*'] });
export const passkeyShape = checkOf<PasskeyView>(passkey);
export const passkeysShape = checkOf<readonly PasskeyView[]>(['[]', passkey]);
export const recoveryCodesShape = checkOf<RecoveryCodes>({ recoveryCodes: ['[]', 's'] });
