import type { Vigie } from '../harness/vigie';
import { send } from '../harness/producer';
import { nowMs } from '../harness/clock';

export const clinicsEach = 8;

/** One clinic of one centre: every name of it, of its queue, its secretary and its reasons begins with its canary. */
export type Clinic = { readonly tenant: string; readonly canary: string };

/** Whoever asks: with a key for a whole centre or for one clinic of it, and whose canaries they may be told. */
export type Asker = {
  readonly tenant: string;
  readonly key: string;
  /** Null: of the whole centre. */
  readonly clinic: Clinic | null;
  readonly mayHear: (canary: string) => boolean;
};

/** A word that stands nowhere but in what one clinic is called. */
const canaryOf = (tenant: string, n: number): string => `kanari${tenant.slice(-1)}${n}x`;
const anyCanary = /kanari[a-z]\dx/gu;

export const clinicsOf = (tenant: string): readonly Clinic[] =>
  Array.from({ length: clinicsEach }, (_, n) => ({ tenant, canary: canaryOf(tenant, n) }));

/** The canaries in a text that are not to be there. */
export function foreignIn(text: string, mayHear: Asker['mayHear']): readonly string[] {
  return [...new Set(text.match(anyCanary) ?? [])].filter((canary) => !mayHear(canary));
}

/** Whose centre a canary is of: its letter. */
export const centreOf = (canary: string): string => canary.slice(6, 7);

/** A call of a clinic as its telephone system tells it: answered, and over a moment ago. */
export function callOf({ canary }: Clinic, n: number): readonly { readonly id: string }[] {
  const subject = `${canary}-call-${n}`;
  const about = { clinicId: `${canary}-clinic`, queueId: `${canary}-queue` };
  const leg = { ...about, agentId: `${canary}-agent`, legId: `${subject}-leg` };
  const startedAt = nowMs() - 75_000;
  const event = (type: string, afterMs: number, data: object) => ({
    specversion: '1.0',
    id: `${subject}-${type}`,
    source: '/bench',
    type,
    subject,
    time: new Date(startedAt + afterMs).toISOString(),
    data,
  });
  const ani = `+3363998${String(n % 10_000).padStart(4, '0')}`;
  return [
    event('call.enqueued', 0, { ...about, ani }),
    event('call.answered', 9_000, leg),
    event('call.leg_ended', 70_000, { ...leg, side: 'caller' }),
    event('call.disconnected', 70_000, { side: 'caller' }),
    event('call.dispositioned', 71_000, { reasonCode: `${canary}-reason`, outcome: 'resolved' }),
  ];
}

const scopes = [
  'live:read',
  'metrics:read',
  'agents:read',
  'reports:read',
  'comments:read',
  'callbacks:write',
  'settings:write',
] as const;

/** Two centres with some calls of each clinic, and a key for each centre and for each clinic. */
export async function makeAskers(vigie: Vigie, tenants: readonly string[]): Promise<readonly Asker[]> {
  return (await Promise.all(tenants.map((tenant) => askersOf(vigie, tenant)))).flat();
}

async function askersOf(vigie: Vigie, tenant: string): Promise<readonly Asker[]> {
  const askers: Asker[] = [];
  const key = await vigie.tenant(tenant);
  for (const clinic of clinicsOf(tenant)) {
    const events = Array.from({ length: 12 }, (_, n) => callOf(clinic, n)).flat();
    const sent = await send(vigie.url, key, events);
    if (sent.kind !== 'answered') throw new Error(`no calls of ${clinic.canary}: ${JSON.stringify(sent)}`);
  }
  askers.push({ tenant, key, clinic: null, mayHear: (canary) => centreOf(canary) === tenant.slice(-1) });
  const administrator = await vigie.signIn(tenant, 'administrator');
  for (const clinic of clinicsOf(tenant)) {
    askers.push({
      tenant,
      key: await keyOf(vigie, administrator, clinic),
      clinic,
      mayHear: (canary) => canary === clinic.canary,
    });
  }
  return askers;
}

async function keyOf(
  vigie: Vigie,
  { name, value }: { readonly name: string; readonly value: string },
  { canary }: Clinic,
): Promise<string> {
  const answer = await fetch(`${vigie.url}/api/v1/keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `${name}=${value}`, origin: vigie.url },
    body: JSON.stringify({ name: `${canary}-key`, scopes, clinicIds: [`${canary}-clinic`] }),
  });
  const made = (await answer.json()) as { readonly secret?: string };
  if (made.secret === undefined) throw new Error(`no key of ${canary}: ${JSON.stringify(made)}`);
  return made.secret;
}
