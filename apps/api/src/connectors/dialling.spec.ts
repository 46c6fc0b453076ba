import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { CallDialler } from '../callbacks/calling/call-system';
import { dialledWay } from '../callbacks/calling/dialled-way';
import { SystemClock } from '../platform/clock';
import { AmiDialler } from './asterisk/ami/ami-dialler';
import { AmiMapper } from './asterisk/ami/ami-mapper';
import { amiSecret, amiUser, ScriptedAsterisk } from './asterisk/ami/testing/scripted-asterisk';
import { EslDialler } from './freeswitch/esl-dialler';
import { eslSecret, ScriptedFreeSwitch } from './freeswitch/testing/scripted-freeswitch';

const clock = new SystemClock();
const requestId = '6f1c2c38-0a57-4b6e-9f0e-5d1f3a7b9c21';
const place = { requestId, call: '1795508000.41', extension: '101' };

async function asked(
  dialler: CallDialler,
  url: string,
  secret: string,
  data?: object,
  tries = 1,
): Promise<string> {
  const way = dialledWay(url, secret);
  if (way === undefined) throw new TypeError(url);
  const type = data === undefined ? 'call.test' : 'call.place';
  const { state, why, call, isFinal } = await dialler.ask(way, {
    id: requestId,
    type,
    data: { ...data },
    tries,
  });
  return [state, why, call, isFinal ? 'final' : 'again'].filter(Boolean).join(' ');
}

describe('an Asterisk that is asked to call a patient', () => {
  let asterisk: ScriptedAsterisk;
  const dialler = new AmiDialler();
  beforeEach(async () => {
    asterisk = await ScriptedAsterisk.start(() => clock.now());
  });
  afterEach(() => asterisk.stop());
  const ask = (data?: object, secret = amiSecret) =>
    asked(dialler, `ami://${amiUser}@127.0.0.1:${asterisk.port}/vigie`, secret, data);

  it('rings the set first, then goes on in one context by the reference of the call: no number is named', async () => {
    expect(await ask(place)).toBe(`ringing vigie-${requestId} final`);
    const [action] = asterisk.originated;
    expect(action).toEqual({
      Action: 'Originate',
      ActionID: `vigie-${requestId}-1`,
      Channel: 'Local/101@vigie/n',
      ChannelId: `vigie-${requestId}`,
      OtherChannelId: `vigie-${requestId}-2`,
      Context: 'vigie',
      Exten: 'patient',
      Priority: '1',
      Timeout: '30000',
      Variable: `VIGIE_CALL=1795508000.41,VIGIE_REQUEST=${requestId}`,
      Async: 'true',
    });
    await ask({ ...place, extension: 'PJSIP/101' });
    expect(asterisk.originated[1]).toMatchObject({ Channel: 'PJSIP/101', Context: 'vigie' });
  });

  it('is not asked at all by a reference or for a set that would say something else', async () => {
    for (const call of ['1,X=2', '1\r\nApplication: System', '1\n', '${SHELL(x)}'])
      expect(await ask({ ...place, call })).toBe('refused call_unknown final');
    for (const extension of [
      'Local/1@internal',
      'PJSIP/0199001234@trunk',
      '101@internal',
      'PJSIP/101&PJSIP/102',
      '1\r\nAction: Command',
      '101\n',
      '',
    ])
      expect(await ask({ ...place, extension })).toBe('refused set_unknown final');
    expect(asterisk.originated).toEqual([]);
    expect(asterisk.actions).not.toContain('Command');
  });

  it('says why it does not call, and a silence is never told as a refusal', async () => {
    expect(await ask(place, 'autre')).toBe('refused not_believed final');
    for (const [reason, why] of [
      ['5', 'set_busy'],
      ['0', 'set_unknown'],
      ['1', 'refused'],
    ]) {
      asterisk.cannotRing = reason ?? '';
      expect(await ask(place)).toBe(`refused ${why} final`);
    }
    // Begun before, it may ring: the same name a second time is refused.
    const url = `ami://${amiUser}@127.0.0.1:${asterisk.port}/vigie`;
    expect(await asked(dialler, url, amiSecret, place, 2)).toBe('unknown final');
    asterisk.mayOriginate = false;
    expect(await ask(place)).toBe('refused not_allowed final');
    expect(await ask()).toBe('refused not_allowed final');
    Object.assign(asterisk, { mayOriginate: true, diesAsked: true });
    expect(await ask(place)).toBe('unknown final');
    expect(await asked(dialler, `ami://${amiUser}@127.0.0.1:9/vigie`, amiSecret, place)).toBe(
      'unreachable again',
    );
  });

  it('is tried without asking for anything', async () => {
    expect(await ask()).toBe('ringing final');
    expect(asterisk.originated).toEqual([]);
  });

  it('tells of that call what its page waits for, known by the name of its channel', () => {
    const mapper = new AmiMapper('/asterisk');
    const Uniqueid = `vigie-${requestId}`;
    let second = 1_796_000_000;
    const said = (Event: string, fields: object) => {
      second += 1;
      return (
        mapper.take(new Map(Object.entries({ Event, Timestamp: `${second}.000000`, ...fields })), 0) ?? []
      );
    };
    const told = [
      ...said('Newchannel', { Uniqueid }),
      ...said('Newchannel', { Uniqueid: `${Uniqueid}-2` }),
      ...said('DialEnd', { Uniqueid: `${Uniqueid}-2`, DestUniqueid: '1.2', DialStatus: 'ANSWER' }),
      ...said('OriginateResponse', { Uniqueid, Response: 'Success', Reason: '4' }),
      ...said('DialEnd', { Uniqueid, DestUniqueid: '1.3', DialStatus: 'BUSY' }),
      ...said('DialEnd', { Uniqueid, DestUniqueid: '1.4', DialStatus: 'ANSWER' }),
      ...said('Hangup', { Uniqueid, Cause: '16' }),
      ...said('Hangup', { Uniqueid: `${Uniqueid}-2`, Cause: '16' }),
    ];
    expect(
      told.map(({ type, subject, data }) => [type, subject, data['requestId'] ?? data['result']]),
    ).toEqual([
      ['call.initiated', Uniqueid, requestId],
      ['call.offered', Uniqueid, undefined],
      ['call.offer_ended', Uniqueid, 'answered'],
      ['call.answered', Uniqueid, undefined],
      ['call.disconnected', Uniqueid, undefined],
    ]);
  });
});

describe('a FreeSWITCH that is asked to call a patient', () => {
  let freeswitch: ScriptedFreeSwitch;
  const dialler = new EslDialler();
  beforeEach(async () => {
    freeswitch = await ScriptedFreeSwitch.start(() => clock.now());
  });
  afterEach(() => freeswitch.stop());
  const ask = (data?: object, secret = eslSecret) =>
    asked(dialler, `esl://127.0.0.1:${freeswitch.port}/vigie`, secret, data);

  it('rings the set first, then goes on in one context by the reference of the call', async () => {
    expect(await ask({ ...place, call: 'b7d1-4' })).toBe(`ringing ${requestId} final`);
    expect(freeswitch.commands.at(-1)).toBe(
      `bgapi originate {origination_uuid=${requestId},vigie_call=b7d1-4,vigie_request=${requestId},ignore_early_media=true,originate_timeout=30}user/101 patient XML vigie\nJob-UUID: ${requestId}`,
    );
  });

  it('says why it does not call', async () => {
    expect(await ask(place, 'autre')).toBe('refused not_believed final');
    for (const [cause, why] of [
      ['USER_BUSY', 'set_busy'],
      ['USER_NOT_REGISTERED', 'set_unknown'],
      ['CRASH', 'refused'],
    ]) {
      freeswitch.jobSays = `-ERR ${cause}\n`;
      expect(await ask(place)).toBe(`refused ${why} final`);
    }
    for (const call of ['a}user/9', 'a\n\napi system x', 'a,x=y', '${system(x)}'])
      expect(await ask({ ...place, call })).toBe('refused call_unknown final');
    for (const extension of [
      'sofia/gateway/trunk/0199001234',
      '101,user/9',
      '101\n\napi system x',
      'loopback/1',
    ])
      expect(await ask({ ...place, extension })).toBe('refused set_unknown final');
    expect(freeswitch.commands.filter((command) => command.includes('system'))).toEqual([]);
    freeswitch.mayOriginate = false;
    expect(await ask(place)).toBe('refused not_allowed final');
    expect(await ask()).toBe('refused not_allowed final');
  });

  it('is tried without asking for anything', async () => {
    expect(await ask()).toBe('ringing final');
    expect(freeswitch.commands.at(-1)).toBe('api originate');
  });
});
