import { afterEach, describe, expect, it } from '@jest/globals';
import type { ReportDocument } from '@vigie/contracts';

import { PdfWorkshop, type Patience } from './pdf-workshop';
import { sampleReport } from './testing/sample-report';

/** Draws a report as its title; "dies" stops the thread, "hangs" never answers, "fails" says why. */
const program = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ title }) => {
      if (title === 'dies') process.exit(3);
      if (title === 'hangs') return;
      if (title === 'fails') parentPort.postMessage({ failure: 'no ink' });
      else setTimeout(() => parentPort.postMessage({ bytes: new TextEncoder().encode(title) }), 5);
    });
  `)}`,
);
const titled = (title: string): ReportDocument => sampleReport({ title });

let workshop: PdfWorkshop;
const open = (patience: Partial<Patience> = {}): PdfWorkshop => {
  workshop = new PdfWorkshop(program, patience);
  return workshop;
};
const drawn = async (title: string): Promise<string> =>
  Buffer.from(await workshop.draw(titled(title))).toString();
afterEach(() => workshop.close());

describe('the workshop that draws reports', () => {
  it('gives each its own drawing, one after the other', async () => {
    open();
    const titles = Array.from({ length: 20 }, (_, index) => `report ${index}`);
    expect(await Promise.all(titles.map(drawn))).toEqual(titles);
  });

  it('draws what a person asked for before what is merely due', async () => {
    open();
    const order: string[] = [];
    const draw = (title: string, urgency: 'asked' | 'due') =>
      workshop.draw(titled(title), urgency).then(() => order.push(title));
    await Promise.all([
      draw('first', 'due'),
      draw('second', 'due'),
      draw('third', 'due'),
      draw('now', 'asked'),
    ]);
    expect(order).toEqual(['first', 'now', 'second', 'third']);
  });

  it('says why a drawing failed, and goes on with the next', async () => {
    open();
    const failing = drawn('fails');
    const next = drawn('next');
    await expect(failing).rejects.toThrow('no ink');
    expect(await next).toBe('next');
  });

  it('loses only its own drawing when its thread dies', async () => {
    open();
    const dying = drawn('dies');
    const next = drawn('next');
    await expect(dying).rejects.toThrow('stopped');
    expect(await next).toBe('next');
  });

  it('gives up a drawing that takes too long, and goes on', async () => {
    open({ drawingMs: 1_000 });
    const hanging = drawn('hangs');
    const next = drawn('next');
    await expect(hanging).rejects.toThrow('more than 1000 ms');
    expect(await next).toBe('next');
  });

  it('lets its thread go when there is nothing to do, and starts another when there is', async () => {
    open({ idleMs: 1 });
    expect(await drawn('one')).toBe('one');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await drawn('two')).toBe('two');
  });

  it('refuses when too many wait', async () => {
    open({ waiting: 2 });
    const accepted = ['one', 'two', 'three'].map(drawn);
    await expect(drawn('four')).rejects.toThrow('too many');
    expect(await Promise.all(accepted)).toEqual(['one', 'two', 'three']);
  });

  it('fails what waits when the server stops', async () => {
    open();
    const waiting = [drawn('hangs'), drawn('later')];
    const settled = Promise.allSettled(waiting);
    await workshop.close();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
