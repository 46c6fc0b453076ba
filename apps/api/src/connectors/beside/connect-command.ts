import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Command } from 'commander';

import { isSourceName } from '../../intake/reading-rules';
import { SystemClock, type Clock } from '../../platform/clock';
import { isSafe } from '../../platform/config-fields';
import { Problem } from '../../platform/problems';
import { StartError } from '../../platform/start-error';
import { AmiKind } from '../asterisk/ami/ami-kind';
import { toConnectorFault } from '../connector-fault';
import { AmazonConnectKind } from '../amazon-connect/amazon-connect-kind';
import { EslKind } from '../freeswitch/esl-kind';
import type { Connector, ConnectorKind } from '../connector';
import { readSecret, readSettings } from '../connector-settings';
import { faultText } from '../fault-sentences';
import { BesideCheckpoint, lockFolder } from './beside-checkpoint';
import { BesideConnector } from './beside-connector';
import { Door } from './door';
import { DoorClock } from './door-clock';
import { Spool } from './spool';

type Options = Readonly<{
  to: string;
  key?: string;
  keyFile?: string;
  source: string;
  set: readonly string[];
  secretFile?: string;
  logged?: true;
  spool?: string;
  spoolMb: string;
}>;

/** Kinds that need nothing of the server's. */
const kindsBeside: Readonly<Record<string, (clock: Clock) => ConnectorKind>> = {
  'asterisk-ami': (clock) => new AmiKind(clock),
  freeswitch: (clock) => new EslKind(clock),
  'amazon-connect': (clock) => new AmazonConnectKind(clock),
};

/** `vigie connect KIND --to URL --key KEY`: listens beside the telephone system, without a database. */
export function registerConnectCommand(program: Command, env = process.env): void {
  program
    .command('connect')
    .description('Listens beside the telephone system and sends what happens to a Vigie elsewhere.')
    .argument('<kind>', Object.keys(kindsBeside).join(', '))
    .requiredOption('--to <url>', 'the address of the server, https://')
    .option('--key <key>', 'its API key for this source; by default VIGIE_CONNECT_KEY')
    .option('--key-file <file>', 'where the key is; - reads it from the input')
    .requiredOption('--source <name>', 'what its events name as their source; always the same')
    .option('--set <name=value...>', 'a setting of its kind, such as host=127.0.0.1', [])
    .option('--secret-file <file>', 'where the password of the telephone system is')
    .option('--logged', 'the log of the same telephone system is read too: what is not heard is told by it')
    .option('--spool <folder>', 'where events wait; by default a folder of the source in ~/.vigie-connect')
    .option('--spool-mb <number>', 'how large the spool may become', '512')
    .action((kind: string, options: Options) => connect(kind, options, env));
}

async function connect(name: string, options: Options, env: NodeJS.ProcessEnv): Promise<void> {
  const say = (line: string): void =>
    void process.stderr.write(`${new Date(own.now()).toISOString()} ${line}\n`);
  const address = { to: addressOf(options.to), key: await keyOf(options, env) };
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const folder = folderOf(options);
  const most = megabytesOf(options.spoolMb) * 1_048_576;
  const unlock = await lockFolder(folder).catch(toStartError);
  try {
    const spool = await Spool.open(folder, most).catch(toStartError);
    const clock = new DoorClock(own, folder, say);
    await clock.load();
    const kind = kindOf(name)(clock);
    const connector = await connectorOf(kind, options);
    const door = new Door(address, () => own.now());
    const follow = (): Promise<boolean> => clock.follow(door);
    // Says at once whether the key is right, and what time it is there.
    await door
      .send('', 0, stop.signal)
      .then(follow, (error: unknown) => say(faultText(toConnectorFault(error))));
    const checkpoint = new BesideCheckpoint(folder);
    const beside = new BesideConnector({ kind, connector, spool, checkpoint, door, clockMoved: follow, say });
    await beside.run(stop.signal);
  } finally {
    await unlock();
  }
}

const own = new SystemClock();

function kindOf(name: string): (clock: Clock) => ConnectorKind {
  const kind = kindsBeside[name];
  if (kind !== undefined) return kind;
  throw new StartError(`There is no kind "${name}" to run beside: ${Object.keys(kindsBeside).join(', ')}.`);
}

async function connectorOf(kind: ConnectorKind, options: Options): Promise<Connector> {
  const { source, set, secretFile, logged } = options;
  if (!isSourceName(source)) throw new StartError('--source must be 1 to 128 printable characters.');
  const secret = secretFile === undefined ? null : await readSecret(secretFile);
  if (kind.needsSecret && secret === null)
    throw new StartError('--secret-file: this kind cannot do without.');
  const of = { tenantId: '', id: 'beside', kind: kind.name, name: source, source, secret };
  try {
    return { ...of, options: kind.readOptions(readSettings(set)), isLogged: logged === true };
  } catch (error) {
    throw error instanceof Problem ? new StartError(error.message) : error;
  }
}

function addressOf(to: string): string {
  if (!URL.canParse(to) || !isSafe(to))
    throw new StartError('--to must begin with https://, or be on this machine.');
  return to;
}

async function keyOf({ key, keyFile }: Options, env: NodeJS.ProcessEnv): Promise<string> {
  const given = keyFile === undefined ? (key ?? env['VIGIE_CONNECT_KEY']) : await readSecret(keyFile);
  if (given !== undefined && /^[\x21-\x7e]+$/u.test(given)) return given;
  throw new StartError('--key, --key-file or VIGIE_CONNECT_KEY: the key that `vigie api-key create` showed.');
}

const folderOf = ({ spool, source }: Options): string =>
  resolve(spool ?? join(homedir(), '.vigie-connect', source.replaceAll(/[^\w.-]+/gu, '_')));

function megabytesOf(text: string): number {
  const most = Number(text);
  if (Number.isInteger(most) && most >= 1 && most <= 1_048_576) return most;
  throw new StartError('--spool-mb must be a whole number from 1 on.');
}

function toStartError(error: unknown): never {
  if (error instanceof StartError) throw error;
  throw new StartError(faultText(toConnectorFault(error)));
}
