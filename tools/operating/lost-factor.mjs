import assert from 'node:assert/strict';

import { Secret, TOTP } from 'otpauth';

const email = 'claire@example.com';
const password = 'trois bateaux sur la mer';

/** "Who comes in": whoever lost what makes the codes is let in by the password again. */
export async function tryLostFactor({ sandbox, page, service }) {
  const invited = await sandbox.shell(`vigie admin invite ${email} --tenant centre 2>/dev/null`);
  const token = invited.trim().split('\n').at(-1).split('#')[1];
  const accepted = await ask(service, 'POST links/accept', { token, password });
  const cookie = accepted.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
  const { secret } = await told(ask(service, 'POST me/second-factor', { password }, cookie));
  const code = TOTP.generate({ secret: Secret.fromBase32(secret) });
  await told(ask(service, 'PUT me/second-factor', { code }, cookie));
  assert.deepEqual(await signIn(service), { next: 'code' });
  await page.run(`sudo -u vigie vigie admin reset-second-factor ${email} --tenant centre`);
  assert.notEqual((await signIn(service)).next, 'code');
  return 'a code was asked for beside the password, and after the command none';
}

const signIn = (service) => told(ask(service, 'POST sign-in', { email, password }));

async function told(asked) {
  const answer = await asked;
  const text = await answer.text();
  assert.ok(answer.ok, `${answer.status} ${text}`);
  return text === '' ? {} : JSON.parse(text);
}

/** As the proxy on the same machine passes it on. */
function ask({ url }, what, body, cookie = '') {
  const [method, path] = what.split(' ');
  return fetch(`${url}/api/v1/${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
      origin: 'https://vigie.example',
      cookie,
    },
    body: JSON.stringify(body),
  });
}
