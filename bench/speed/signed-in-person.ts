import type { Vigie } from '../harness/vigie';

const password = 'trois bateaux sur la mer';

type Cookie = { readonly name: string; readonly value: string };

/** A role, and of what. */
export type Membership = { readonly role: string; readonly scope: object };

/** Somebody whom `administrator` invites and who comes in by the link; gives the cookie of their session. */
export async function personOf(
  vigie: Vigie,
  { name, value }: Cookie,
  membership: Membership,
): Promise<string> {
  const ask = async (path: string, body: object, cookie = ''): Promise<Response> => {
    const answer = await fetch(`${vigie.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: vigie.url, cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const email = `p${performance.now()}@example.com`.replace('.', '-');
  const invitation = { email, name: 'Somebody', memberships: [membership] };
  const invited = await ask('people', invitation, `${name}=${value}`);
  const { link } = (await invited.json()) as { readonly link: { readonly url: string } };
  const accepted = await ask('links/accept', { token: link.url.split('#')[1], password });
  return accepted.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ');
}
