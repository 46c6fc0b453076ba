import type { CallAnswer, CallDialler, CallMessage } from '../../callbacks/calling/call-system';
import { isPlainReference, type DialledWay } from '../../callbacks/calling/dialled-way';
import { notPlaced, notRung, placed, refused } from '../dial-answers';
import { paused } from '../runner/connector-lease';
import { EslConnection } from './esl-connection';

const dialMs = 4_000;
/** So long a set that cannot be rung may say so; then it rings. */
const settledMs = 1_000;
/** How long the set of who asks rings, in seconds. */
const ringsSeconds = 30;

/** Why a set did not ring, by what FreeSWITCH calls it. */
const reasons: Readonly<Record<string, string>> = {
  USER_BUSY: 'set_busy',
  CALL_REJECTED: 'set_busy',
  USER_NOT_REGISTERED: 'set_unknown',
  SUBSCRIBER_ABSENT: 'set_unknown',
  UNALLOCATED_NUMBER: 'set_unknown',
  NO_ROUTE_DESTINATION: 'set_unknown',
};

/** Has a FreeSWITCH place calls by its event socket, in one context alone. */
export class EslDialler implements CallDialler {
  readonly schemes = ['esl'] as const;

  async ask({ host, port, user, context, secret }: DialledWay, message: CallMessage): Promise<CallAnswer> {
    const signal = AbortSignal.timeout(dialMs);
    const failed = Promise.withResolvers<string>();
    let connection: EslConnection | undefined;
    let isSent = false;
    try {
      connection = await EslConnection.open({ host, port }, signal, {
        event: (event) => {
          // Another's job is no concern of ours.
          if (event.get('Job-UUID') === message.id) failed.resolve(event.get('_body') ?? '');
        },
        dropped: () => undefined,
      });
      await connection.signIn({ user: user ?? undefined, secret });
      if (message.type === 'call.test') return await mayOriginate(connection);
      const command = originate(context, message);
      if (!command.startsWith('bgapi ')) return refused(command);
      await connection.ask('event json BACKGROUND_JOB');
      isSent = true;
      const reply = await connection.ask(`${command}\nJob-UUID: ${message.id}`);
      if (!reply.startsWith('+OK')) return refused('not_allowed');
      return settled(await Promise.race([failed.promise, paused(settledMs, signal).then(() => '')]), message);
    } catch (error) {
      return notPlaced(error, isSent);
    } finally {
      connection?.close();
    }
  }
}

/** What its job says became of it; where that says nothing yet, the set rings. */
function settled(said: string, message: CallMessage): CallAnswer {
  const [, why] = /^-ERR\s+([A-Z_]+)/u.exec(said) ?? [];
  if (why === undefined) return placed(message.data['requestId'] ?? null);
  return notRung(reasons[why] ?? 'refused', message);
}

/** Asks for nothing: of a call to nobody, who may place calls is told how to name somebody. */
async function mayOriginate(connection: EslConnection): Promise<CallAnswer> {
  const reply = await connection.ask('api originate');
  return reply.startsWith('-USAGE') ? placed(null) : refused('not_allowed');
}

/** A user of the directory, by whichever number or name. */
const plainSet = /^(?:user\/)?[\w.+-]{1,64}(?:@[\w.-]{1,128})?$/u;

/** The command; or why not, where the reference or the set could say something else than itself. */
function originate(
  context: string,
  { data: { requestId = '', call = '', extension = '' } }: CallMessage,
): string {
  if (![requestId, call].every(isPlainReference)) return 'call_unknown';
  if (!plainSet.test(extension)) return 'set_unknown';
  const variables = [
    `origination_uuid=${requestId}`,
    `vigie_call=${call}`,
    `vigie_request=${requestId}`,
    'ignore_early_media=true',
    `originate_timeout=${ringsSeconds}`,
  ];
  const set = extension.includes('/') ? extension : `user/${extension}`;
  return `bgapi originate {${variables.join(',')}}${set} patient XML ${context}`;
}
