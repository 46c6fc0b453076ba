import { caller as callerOf } from '../queue-log-line';
import { namedIn, type Said } from './ami-event';

/* What the messages of queues name. */

export const uidOf = ({ message }: Said): string => message.get('Uniqueid') ?? '';
export const legOf = ({ message }: Said): string | undefined => namedIn(message.get('DestUniqueid'));
export const queueOf = ({ message }: Said): string | undefined => namedIn(message.get('Queue'));
export const agentOf = ({ message }: Said): string | undefined =>
  namedIn(message.get('MemberName')) ?? namedIn(message.get('Interface'));
export const numberOf = ({ message }: Said): ReturnType<typeof callerOf> =>
  callerOf(message.get('CallerIDNum')?.replace(/^<|>$/gu, ''));
