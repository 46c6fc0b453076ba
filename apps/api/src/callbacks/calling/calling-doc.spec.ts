import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { signWebhook } from '../../deliveries/webhook-signature';

type Verifier = (
  headers: Readonly<Record<string, string>>,
  body: string,
  secret: string,
  now: number,
) => boolean;

describe('the page about having patients called', () => {
  let text = '';
  beforeAll(async () => {
    text = await readFile(join(import.meta.dirname, '../../../../../docs/calling.md'), 'utf8');
  });

  it('works out a message and its signature, and a way to check it that holds', async () => {
    const cell = (name: string): string =>
      new RegExp(`^\\| ${name} \\| \`(.*)\` \\|$`, 'mu').exec(text)?.[1] ?? '';
    const secret = cell('secret');
    const header = (name: string): string => cell(`\`${name}\``);
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, header(name)]),
    );
    const body = /```json\n(.*)\n```/u.exec(text)?.[1] ?? '';
    const timestamp = Number(headers['webhook-timestamp']);
    expect(headers['webhook-signature']).toBe(
      signWebhook({ id: headers['webhook-id'] ?? '', timestamp, body }, secret),
    );
    const { timestamp: said, data } = JSON.parse(body) as {
      readonly timestamp: string;
      readonly data: Readonly<Record<string, string>>;
    };
    expect(Date.parse(said)).toBe(timestamp * 1000);
    expect(Object.keys(data)).toEqual(['requestId', 'call', 'extension']);
    const code = /```js\n(.*?)```/su.exec(text)?.[1] ?? '';
    const { isFromVigie } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
      isFromVigie: Verifier;
    };
    const now = timestamp * 1000;
    expect(isFromVigie(headers, body, secret, now)).toBe(true);
    expect(isFromVigie(headers, body, secret, now + 301_000)).toBe(false);
    expect(isFromVigie(headers, `${body} `, secret, now)).toBe(false);
    expect(isFromVigie(headers, body, 'whsec_b3RoZXI=', now)).toBe(false);
    expect(isFromVigie({}, body, secret, now)).toBe(false);
  });
});
