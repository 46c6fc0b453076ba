import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { notInvited } from './eligibility';
import { signWebhook } from '../deliveries/webhook-signature';

type Verifier = (headers: Readonly<Record<string, string>>, body: string, secret: string) => boolean;

describe('the page about asking', () => {
  let text = '';
  beforeAll(async () => {
    text = await readFile(join(import.meta.dirname, '../../../../docs/asking.md'), 'utf8');
  });

  it('names every outcome', () => {
    for (const outcome of Object.keys(notInvited)) expect(text).toContain(`\`${outcome}\``);
  });

  it('shows a way to check a webhook that works', async () => {
    const code = /```js\n(.*?)```/su.exec(text)?.[1] ?? '';
    const { isFromVigie } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      isFromVigie: Verifier;
    };
    const body = '{"type":"survey.invitation"}';
    const timestamp = Math.floor((performance.timeOrigin + performance.now()) / 1000);
    for (const secret of ['whsec_c2VjcmV0IG9mIHRoZSBzcGVjcw==', 'a secret that is any text at all']) {
      const headers = (at: number) => ({
        'webhook-id': 'one',
        'webhook-timestamp': String(at),
        'webhook-signature': signWebhook({ id: 'one', timestamp: at, body }, secret),
      });
      expect(isFromVigie(headers(timestamp), body, secret)).toBe(true);
      expect(isFromVigie(headers(timestamp), `${body} `, secret)).toBe(false);
      expect(isFromVigie(headers(timestamp), body, 'whsec_b3RoZXI=')).toBe(false);
      expect(isFromVigie(headers(timestamp - 400), body, secret)).toBe(false);
      expect(isFromVigie({}, body, secret)).toBe(false);
    }
  });
});
