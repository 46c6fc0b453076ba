import { describe, expect, it } from '@jest/globals';

import { Background } from './background';
import { Bell } from './bell';

describe('the bell', () => {
  it('is heard by those who listen, until they stop', () => {
    const bell = new Bell();
    const heard: string[] = [];
    const stop = bell.onRing((tenant) => heard.push(`new in ${tenant}`));
    bell.onFolded((tenant) => heard.push(`folded in ${tenant}`));
    bell.ring('lyon');
    bell.ringFolded('lyon');
    stop();
    bell.ring('lyon');
    expect(heard).toEqual(['new in lyon', 'folded in lyon']);
  });
});

describe('the background work', () => {
  const task = (name: string, log: string[], stop = async () => void log.push(`${name} stops`)) => ({
    name,
    start: () => void log.push(`${name} starts`),
    stop,
  });

  it('starts in order and stops in reverse, once', async () => {
    const log: string[] = [];
    const background = new Background();
    background.add(task('fold', log));
    background.add(task('live', log));
    await background.start();
    await background.stop();
    await background.stop();
    expect(log).toEqual(['fold starts', 'live starts', 'live stops', 'fold stops']);
  });

  it('stops all of it even when a part refuses, and says so', async () => {
    const log: string[] = [];
    const background = new Background();
    background.add(task('fold', log));
    background.add(task('live', log, () => Promise.reject(new Error('stuck'))));
    await background.start();
    await expect(background.stop()).rejects.toThrow('stuck');
    expect(log).toContain('fold stops');
  });
});
