import type { CallEdge } from '../fold/call-row-store';
import { badRequest } from '../platform/problems';

const shape = /^(\d{1,15})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/u;

/** Where the next page begins: after the last call that was looked at. */
export const toCursor = ({ arrivedAt, callKey }: CallEdge): string => `${arrivedAt}.${callKey}`;

/** Reads a cursor; null: the first page. Throws 400 `invalid_parameter` for one that no page gave. */
export function readCursor(text: unknown): CallEdge | null {
  if (text === undefined) return null;
  const [, at, callKey] = typeof text === 'string' ? (shape.exec(text) ?? []) : [];
  if (at === undefined || callKey === undefined)
    throw badRequest('invalid_parameter', '`cursor` must be the `next` of a page.');
  return { arrivedAt: Number(at), callKey };
}
