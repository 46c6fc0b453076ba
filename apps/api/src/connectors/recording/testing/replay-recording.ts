import { AmiMapper } from '../../asterisk/ami/ami-mapper';
import { QueueLogTranslator } from '../../asterisk/queue-log-translator';
import { connectEvent } from '../../amazon-connect/connect-event';
import { readConnect } from '../../amazon-connect/connect-mapper';
import { CcMapper } from '../../freeswitch/cc-mapper';
import { recordEvents, type CallRecord } from '../../freeswitch/record-events';
import { hookEvent } from '../../hooks/hook';
import { hookKinds } from '../../hooks/hook-kinds';
import type { ConnectorOptions } from '../../connector';

type Line = Readonly<{
  kind?: string;
  at?: string;
  ami?: Readonly<Record<string, string>>;
  esl?: Readonly<Record<string, string>>;
  line?: string;
  message?: unknown;
}>;
type Told = Readonly<{ id: string; type: string; subject: string; time: string; data: object }>;

/** What a recording says, as the connector that heard it would: the file as an administrator takes it. */
export function replayRecording(file: string, options: ConnectorOptions = {}): readonly Told[] {
  const [head, ...lines] = file
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const hook = hookKinds([]).find(({ name }) => name === head?.kind)?.hook;
  const ofMessage = (message: unknown): readonly Told[] => {
    if (head?.kind === 'freeswitch-records') return recordEvents('/recorded', message as CallRecord);
    if (head?.kind !== 'amazon-connect')
      return hook?.read(message, options).facts.map((fact) => hookEvent('/recorded', fact)) ?? [];
    return readConnect(message)?.facts.map((fact) => connectEvent('/recorded', fact)) ?? [];
  };
  const log = new QueueLogTranslator('/recorded');
  const ami = new AmiMapper('/recorded');
  const callCentre = new CcMapper('/recorded');
  const [first] = lines;
  if (first?.ami !== undefined) ami.connected(Date.parse(first.at ?? ''));
  return lines.flatMap(({ at = '', ami: said, esl, line, message }): readonly Told[] => {
    if (said !== undefined) return ami.take(new Map(Object.entries(said)), Date.parse(at)) ?? [];
    if (esl !== undefined) return callCentre.take(new Map(Object.entries(esl)), Date.parse(at)) ?? [];
    if (line !== undefined) {
      const translated = log.translate(line);
      return translated.kind === 'event' ? [translated.event] : [];
    }
    return ofMessage(message);
  });
}
