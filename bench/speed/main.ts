import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Vigie } from '../harness/vigie';
import { backFill } from './back-fill';
import { callersWhoComeBack } from './callers';
import { fanOut } from './fan-out';
import type { Row } from './figures';
import { firstLoad } from './first-load';
import { history } from './history';
import { intakeAndFold } from './intake-and-fold';
import { mondayPage } from './monday-page';
import { postedToReceived } from './posted-to-received';
import { pureRefold } from './pure-refold';
import { reports } from './reports';
import { scopesAtOnce } from './scopes';
import { sheets } from './sheets';
import { telephoneToViewer } from './telephone-to-viewer';
import { hottest } from './where-time-goes';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const profiled = process.argv.includes('--profile');
const words = process.argv.slice(2);
const numbered = ['--minutes', '--calls'];
const wanted = words.filter(
  (word, index) => !word.startsWith('--') && !numbered.includes(words[index - 1] ?? ''),
);
/** The number behind a flag; undefined where it is not given. */
const numberOf = (flag: string): number | undefined =>
  words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : undefined;
/** Of the Monday scene: a quarter of an hour when it is asked for, a look at it in the row of all. */
const minutes = numberOf('--minutes') ?? (wanted.includes('wall') ? 15 : 2);
/** Of history and callers: `--calls 1000000` and `--calls 5000000` show how its cost grows. */
const calls = numberOf('--calls') ?? 100_000;

type Program = (vigie: Vigie) => Promise<Row | readonly Row[]> | Row;
const programs: Readonly<Record<string, Program>> = {
  intake: intakeAndFold,
  backfill: backFill,
  latency: postedToReceived,
  telephone: telephoneToViewer,
  scopes: scopesAtOnce,
  fan: fanOut,
  refold: pureRefold,
  load: firstLoad,
  wall: (vigie) => mondayPage(vigie, minutes),
  history: (vigie) => history(vigie, calls),
  callers: (vigie) => callersWhoComeBack(vigie, numberOf('--calls') ?? 1_000_000),
  sheets: (vigie) => sheets(vigie, numberOf('--calls') ?? 1_000_000),
  reports: (vigie) => reports(vigie, 1_000_000),
};

/** Runs one program on a server of its own and prints its rows, and where the server's time went if that was asked. */
async function measure(name: string, program: Program): Promise<void> {
  const vigie = await Vigie.prepare();
  const flags = `--cpu-prof --cpu-prof-dir=${join(vigie.folder, 'profile')}`;
  await vigie.start(profiled ? { NODE_OPTIONS: flags } : {});
  try {
    for (const { figure, found, start, goal, met, how } of [await program(vigie)].flat()) {
      say(`${met ? 'start met ' : 'SHORT     '} ${figure}: ${found}   [start ${start}, goal ${goal}]`);
      say(`           ${how}`);
    }
    if (profiled) await printProfile(name, vigie);
  } finally {
    await vigie.remove();
  }
}

async function printProfile(name: string, vigie: Vigie): Promise<void> {
  await vigie.end('SIGTERM');
  const folder = join(vigie.folder, 'profile');
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (file) => ({ text: await readFile(join(folder, file), 'utf8') })),
  );
  const longest = sizes.toSorted((a, b) => b.text.length - a.text.length)[0];
  if (longest === undefined) return;
  say(`           where the server's time went (${name}):`);
  for (const line of hottest(longest.text, 25)) say(`             ${line}`);
}

for (const [name, program] of Object.entries(programs)) {
  if (wanted.length === 0 || wanted.includes(name)) await measure(name, program);
}
process.exit(0);
