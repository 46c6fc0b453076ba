import { eventTypes, opaqueId } from '@vigie/contracts';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { HiddenNumbers } from '../privacy/hidden-numbers';
import { storedData } from './stored-text';

const hidden = new HiddenNumbers(Buffer.alloc(32, 2));
const bare = (shape: z.ZodType): z.ZodType =>
  shape instanceof z.ZodOptional ? bare(shape.unwrap() as z.ZodType) : shape;
const fields = Object.entries(eventTypes).flatMap(([type, { data }]) =>
  Object.entries(data.shape as Readonly<Record<string, z.ZodType>>).map(
    ([field, shape]) => [type, field, bare(shape)] as const,
  ),
);
/** Looks like a telephone number wherever it stands. */
const digits = '7c0199001234-06 39 98 00 11';
const storedAs = (field: string, value: string): unknown =>
  storedData({ [field]: value }, hidden).data[field];

describe('what is stored of the texts of an event', () => {
  it('is each id as it was given, whatever digits stand in it', () => {
    const persons = new Set(['agentId', 'interface']);
    const chosen = new Set(['reasonCode', 'rootReason']);
    const ids = fields.filter(
      ([, field, shape]) => shape === opaqueId && !persons.has(field) && !chosen.has(field),
    );
    expect(new Set(ids.map(([, field]) => field))).toContain('requestId');
    for (const [type, field] of ids)
      expect([type, field, storedAs(field, digits)]).toEqual([type, field, digits]);
  });

  it('is each moment as it was given, to the last digit', () => {
    const moments = fields.filter(([, , shape]) => shape instanceof z.ZodISODateTime);
    expect(new Set(moments.map(([, field]) => field))).toEqual(new Set(['dueAt', 'dueFrom', 'from', 'to']));
    const moment = '2026-11-24T16:10:00.123456789Z';
    for (const [type, field] of moments)
      expect([type, field, storedAs(field, moment)]).toEqual([type, field, moment]);
  });

  it('is the reference of a patient as the clinic writes it', () => {
    for (const field of ['reference', 'handoverId']) expect(storedAs(field, 'P12345678')).toBe('P12345678');
  });

  it('is, of what names somebody by a number, the same word each time, by which an alias is found', () => {
    const name = 'Local/0199001234@from-queue/n';
    for (const field of ['agentId', 'interface', 'toId']) expect(storedAs(field, name)).toBe(hidden.in(name));
    expect(hidden.in(name)).not.toContain('0199001234');
  });

  it('is dots in the place of a number in every other text', () => {
    for (const field of ['skill', 'cause', 'channel', 'toKind'])
      expect(storedAs(field, 'to 01 99 00 12 34')).toBe('to ••••••••••••••');
  });
});
