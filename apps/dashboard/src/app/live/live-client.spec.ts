import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import type { FakeSocket } from '../testing/fake-socket';
import { type ManualClock, preparePages } from '../testing/open-page';
import { sampleBoard, sampleNow } from '../testing/sample-board';
import { LiveClient } from './live-client';

const beat = (seq: number, secondsLater = 0): { epoch: string; seq: number; head: number; at: string } => ({
  epoch: 'e1',
  seq,
  head: seq,
  at: new Date(sampleNow + secondsLater * 1000).toISOString(),
});

describe('the live client', () => {
  let socket: FakeSocket;
  let clock: ManualClock;
  let client: LiveClient;

  beforeEach(() => {
    ({ socket, clock } = preparePages());
    client = TestBed.inject(LiveClient);
    client.watch('demo');
  });

  it('asks for the board as soon as it is connected', () => {
    expect(socket.asked).toEqual([{ tenant: 'demo' }]);
    expect(client.connection()).toEqual({ kind: 'preparing' });
  });

  it('is live while it hears from the server', () => {
    socket.say('snapshot', sampleBoard());
    clock.advance(5000);
    socket.say('heartbeat', beat(10, 5));
    clock.advance(7000);
    expect(client.connection()).toEqual({ kind: 'live' });
  });

  it('says within ten seconds of silence that the figures are old, and of when', () => {
    socket.say('snapshot', sampleBoard());
    clock.advance(9000);
    expect(client.connection()).toEqual({ kind: 'stale', since: sampleNow });
  });

  it('lets the clock of old figures stand still', () => {
    socket.say('snapshot', sampleBoard());
    clock.advance(3000);
    expect(client.now()).toBe(sampleNow + 3000);
    clock.advance(30_000);
    expect(client.now()).toBe(sampleNow);
  });

  it('says at once that the link is gone, and heals with the next snapshot', () => {
    socket.say('snapshot', sampleBoard());
    socket.connected = false;
    socket.say('disconnect', 'transport close');
    expect(client.connection().kind).toBe('stale');
    socket.connect();
    socket.say('snapshot', sampleBoard({ seq: 40 }));
    expect([client.connection().kind, client.board()?.seq]).toEqual(['live', 40]);
  });

  it('repairs a gap by asking once, not with every frame', () => {
    socket.say('snapshot', sampleBoard());
    const gap = { epoch: 'e1', at: beat(0).at, set: {}, gone: {} };
    clock.advance(6000);
    socket.say('patch', { ...gap, prevSeq: 12, seq: 13 });
    socket.say('patch', { ...gap, prevSeq: 13, seq: 14 });
    expect(socket.asked).toHaveLength(2);
    clock.advance(6000);
    socket.say('heartbeat', beat(14, 6));
    expect([socket.asked.length, client.repairs()]).toEqual([3, 2]);
  });

  it('corrects its clock by the server’s', () => {
    const at = new Date(sampleNow + 3_600_000).toISOString();
    socket.say('snapshot', sampleBoard({ at }));
    clock.advance(2000);
    expect(client.now()).toBe(sampleNow + 3_602_000);
  });

  it('shows a refusal with its reason', () => {
    socket.say('connect_error', new Error('client_too_old'));
    expect(client.connection()).toEqual({ kind: 'refused', reason: 'client_too_old' });
  });

  it('keeps an ordinary failure of the link apart from a refusal', () => {
    socket.say('disconnect', 'transport error');
    socket.say('connect_error', new Error('websocket error'));
    expect(client.connection()).toEqual({ kind: 'connecting' });
  });

  it('forgets one centre when another is chosen', () => {
    socket.say('snapshot', sampleBoard());
    client.watch('nord');
    expect(client.board()).toBeNull();
    expect(socket.asked.at(-1)).toEqual({ tenant: 'nord' });
  });

  it('asks for a centre that is about to be every second, and calls nobody refused', () => {
    jest.useFakeTimers();
    client.watch(undefined);
    socket.say('refused', 'unknown_tenant');
    expect(client.connection().kind).toBe('preparing');
    const asked = socket.asked.length;
    jest.advanceTimersByTime(1000);
    expect(socket.asked).toHaveLength(asked + 1);
    jest.useRealTimers();
  });

  it('asks again, later, where a centre that was named is refused', () => {
    jest.useFakeTimers();
    socket.say('refused', 'unknown_tenant');
    expect(client.connection()).toEqual({ kind: 'refused', reason: 'unknown_tenant' });
    const asked = socket.asked.length;
    jest.advanceTimersByTime(15_000);
    expect(socket.asked).toHaveLength(asked + 1);
    jest.useRealTimers();
  });
});
