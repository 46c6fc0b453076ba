import type { CallAnswer, CallDialler, CallMessage } from '../../../callbacks/calling/call-system';
import { isPlainReference, type DialledWay } from '../../../callbacks/calling/dialled-way';
import { notPlaced, notRung, placed, refused } from '../../dial-answers';
import { paused } from '../../runner/connector-lease';
import { AmiConnection } from './ami-connection';
import type { AmiOptions } from './ami-options';
import { otherPlacedChannel, placedChannel } from './ami-placed';
import type { AmiMessage } from './ami-reader';

const dialMs = 4_000;
/** So long a set that cannot be rung may say so; then it rings. */
const settledMs = 1_000;
/** How long the set of who asks rings. */
const ringsMs = 30_000;

/** Why a set did not ring, by `Reason` of `OriginateResponse`. */
const reasons: Readonly<Record<string, string>> = { '0': 'set_unknown', '5': 'set_busy', '8': 'set_unknown' };

/** Has an Asterisk place calls by its manager interface, as a user of its own, in one context alone. */
export class AmiDialler implements CallDialler {
  readonly schemes = ['ami', 'amis'] as const;

  async ask(way: DialledWay, message: CallMessage): Promise<CallAnswer> {
    const signal = AbortSignal.timeout(dialMs);
    const responded = Promise.withResolvers<AmiMessage>();
    const asking = { isSent: false };
    let connection: AmiConnection | undefined;
    try {
      const options = optionsOf(way);
      connection = await AmiConnection.open(options, signal, {
        event: (event) => {
          // Others have calls placed too, and all are told of each.
          if (event.get('Event') === 'OriginateResponse' && event.get('ActionID') === actionId(message))
            responded.resolve(event);
        },
        dropped: () => undefined,
      });
      await connection.signIn(options, way.secret);
      if (message.type === 'call.test') return await mayOriginate(connection);
      const action = originate(way, message);
      if (typeof action === 'string') return refused(action);
      asking.isSent = true;
      const why = refusalIn(await connection.ask(action));
      if (why !== null) return notRung(why, message);
      const response = await Promise.race([responded.promise, paused(settledMs, signal).then(() => null)]);
      const late = response === null ? null : failureIn(response);
      return late === null ? placed(action['ChannelId'] ?? null) : notRung(late, message);
    } catch (error) {
      return notPlaced(error, asking.isSent);
    } finally {
      connection?.close();
    }
  }
}

const optionsOf = ({ scheme, host, port, user }: DialledWay): AmiOptions => ({
  host,
  port,
  user: user ?? '',
  ...(scheme === 'amis' && { tls: true }),
});

/** Why it does not even begin; null where it does. */
function refusalIn(answer: AmiMessage): string | null {
  if (answer.get('Response') === 'Success') return null;
  return /permission|denied/iu.test(answer.get('Message') ?? '') ? 'not_allowed' : 'refused';
}

/** Why the set did not ring; null where it does. */
function failureIn(response: AmiMessage): string | null {
  if (response.get('Response') !== 'Failure') return null;
  return reasons[response.get('Reason') ?? ''] ?? 'refused';
}

/** Asks for nothing: of the commands that a user may give, only those are listed. */
async function mayOriginate(connection: AmiConnection): Promise<CallAnswer> {
  const listed = await connection.ask({ Action: 'ListCommands' });
  return listed.has('Originate') ? placed(null) : refused('not_allowed');
}

/** By it the response is known again among those of others. */
const actionId = ({ id, tries }: CallMessage): string => `vigie-${id}-${tries}`;

/** A number within the context, or a telephone as the settings name it: never a way out (`PJSIP/…@trunk`, `Local/…@other`). */
const plainSet = /^(?:(?:PJSIP|SIP|IAX2|DAHDI)\/)?[\w.+-]{1,64}$/u;

/** Why not, where the reference or the set could say something else than itself. */
function originate(
  { context }: DialledWay,
  message: CallMessage,
): Readonly<Record<string, string>> | 'call_unknown' | 'set_unknown' {
  const { requestId = '', call = '', extension = '' } = message.data;
  if (![requestId, call].every(isPlainReference)) return 'call_unknown';
  if (!plainSet.test(extension)) return 'set_unknown';
  const isChannel = extension.includes('/');
  return {
    Action: 'Originate',
    ActionID: actionId(message),
    Channel: isChannel ? extension : `Local/${extension}@${context}/n`,
    ChannelId: placedChannel(requestId),
    ...(!isChannel && { OtherChannelId: otherPlacedChannel(requestId) }),
    Context: context,
    Exten: 'patient',
    Priority: '1',
    Timeout: String(ringsMs),
    Variable: `VIGIE_CALL=${call},VIGIE_REQUEST=${requestId}`,
    Async: 'true',
  };
}
