import { describe, expect, it } from '@jest/globals';

import { dialledWay, isPlainReference, requireDialledWay } from './dialled-way';

const codeOf = (doing: () => void): string => {
  try {
    doing();
    return 'none';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe('an address at which a telephone system is dialled', () => {
  it.each([
    [
      'ami://appel@10.0.0.9/vigie',
      { scheme: 'ami', host: '10.0.0.9', port: 5_038, user: 'appel', context: 'vigie' },
    ],
    ['amis://appel@pbx.example:7/vigie', { scheme: 'amis', port: 7 }],
    ['esl://127.0.0.1/vigie', { scheme: 'esl', port: 8_021, user: null }],
    ['esl://vigie%40place@[::1]:8022/vigie', { host: '::1', port: 8_022, user: 'vigie@place' }],
    ['ami://a%40b@10.0.0.9/vigie', { host: '10.0.0.9', user: 'a@b' }],
  ])('says how, where, as whom and into which context: %s', (url, way) => {
    expect(dialledWay(url, 'x')).toMatchObject(way);
  });

  it.each([
    'ami://10.0.0.9/vigie',
    'ami://appel@10.0.0.9',
    'ami://appel@10.0.0.9/vigie/other',
    'ami://appel@10.0.0.9/vigie?x=1',
    'ami://appel:secret@10.0.0.9/vigie',
    'ami://appel@10.0.0.9/a,b',
    'https://pbx.example/vigie',
  ])('is nothing else: %s', (url) => {
    expect(dialledWay(url, 'x')).toBeUndefined();
    expect(codeOf(() => requireDialledWay(url, true))).toBe('invalid_body');
  });

  it('is encrypted, or of this machine, unless whoever runs the server says otherwise', () => {
    expect(codeOf(() => requireDialledWay('ami://appel@10.0.0.9/vigie', false))).toBe('invalid_body');
    expect(codeOf(() => requireDialledWay('ami://appel@10.0.0.9/vigie', true))).toBe('none');
    for (const url of ['amis://appel@10.0.0.9/vigie', 'ami://appel@127.0.0.1/vigie', 'esl://[::1]/vigie'])
      expect(codeOf(() => requireDialledWay(url, false))).toBe('none');
  });

  it('takes no reference that would say something else than itself', () => {
    expect(['1795508000.41', 'pbx-1795508000.41', '5a2c-4'].every(isPlainReference)).toBe(true);
    for (const text of ['', 'a,b', 'a b', 'a\r\nAction: x', '1\n', "a'b", '${X}', 'a}b', 'a&b', 'a;b', 'a/b'])
      expect(isPlainReference(text)).toBe(false);
  });
});
