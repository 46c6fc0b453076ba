import { nowMs, pause } from '../harness/clock';
import { must, settled, withTables } from '../harness/oracle';
import { send } from '../harness/producer';
import type { Vigie } from '../harness/vigie';
import { LightSocket } from '../speed/light-socket';
import { callOf, centreOf, clinicsOf, foreignIn, makeAskers, type Asker, type Clinic } from './canaries';
import { shown, type Fault } from './fault';

const tenants = ['f24a', 'f24b'];
const atOnce = 64;
/** One of so many requests is given up while the server works at it. */
const givenUp = 23;
/** One of so many sends a call more. */
const sending = 10;

type Tally = { asked: number; answered: number; bytes: number; givenUp: number; sent: number };

/**
 * F24. Two centres of eight clinics each ask at once, over the six connections that all of them share: everything that is
 * read, listed and exported, of their own and of each other's clinics, some given up half-way, while calls come in and
 * boards are open. Each clinic's names are words that stand nowhere else: none may be told to anybody else.
 */
export const noForeignRow: Fault = {
  id: 'F24',
  title: 'two centres and sixteen clinics ask at once, none is told a word of another',
  isLong: true,
  async run(vigie, scale) {
    // Everything that can be said is.
    await vigie.end('SIGTERM');
    await vigie.start({ VIGIE_LOG_LEVEL: 'debug' });
    const said = listenTo(vigie);
    const askers = await makeAskers(vigie, tenants);
    for (const tenant of tenants) await settled(vigie, tenant);
    const frames = await watchAll(vigie, askers);
    const began = performance.now();
    const requests = scale.count(100_000);
    const tally: Tally = { asked: 0, answered: 0, bytes: 0, givenUp: 0, sent: 0 };
    await Promise.all(Array.from({ length: atOnce }, () => askOn(vigie, askers, { tally, requests })));
    const tookMs = performance.now() - began;
    for (const tenant of tenants) await settled(vigie, tenant);
    await pause(300);
    frames.close();
    must(
      'F24 boards are told',
      frames.count() > askers.length,
      `${frames.count()} frames; ${JSON.stringify(tally)}`,
    );
    must('F24 most are answered', tally.answered > requests / 4, JSON.stringify(tally));
    said.check();
    const rows = await checkRows(vigie);
    await vigie.end('SIGTERM');
    return (
      `${tally.asked} requests in ${shown(tookMs)}, ${tally.answered} with an answer of ${Math.round(tally.bytes / 1_000)} kB ` +
      `together, ${tally.givenUp} given up; ${frames.count()} frames to ${askers.length} boards; ${said.lines()} log lines; ${rows} rows`
    );
  },
};

async function askOn(
  vigie: Vigie,
  askers: readonly Asker[],
  { tally, requests }: { readonly tally: Tally; readonly requests: number },
): Promise<void> {
  while (tally.asked < requests) {
    const n = tally.asked;
    tally.asked += 1;
    const asker = askers[(n * 7) % askers.length] as Asker;
    const form = Math.floor(n / askers.length);
    if (n % sending === 0) tally.sent += await sendCall(vigie, askers, n);
    else await ask(vigie, asker, { n, form, tally });
  }
}

/** As its telephone system does, by the key of its centre; how many events were taken. */
async function sendCall(vigie: Vigie, askers: readonly Asker[], n: number): Promise<number> {
  const nth = n / sending;
  const tenant = tenants[nth % tenants.length] as string;
  const clinics = clinicsOf(tenant);
  const key = askers.find((asker) => asker.tenant === tenant && asker.clinic === null)?.key ?? '';
  const call = callOf(clinics[Math.floor(nth / 2) % clinics.length] as Clinic, 1_000 + n);
  const sent = await send(vigie.url, key, call);
  return sent.kind === 'answered' ? sent.answer.accepted : 0;
}

type Asked = { readonly n: number; readonly form: number; readonly tally: Tally };

async function ask(vigie: Vigie, asker: Asker, { n, form, tally }: Asked): Promise<void> {
  const other = clinicsOf(tenants[form % 2] as string)[n % clinicsOf('').length] as Clinic;
  const path = pathOf(form, asker.clinic ?? (clinicsOf(asker.tenant)[n % 8] as Clinic), other);
  const signal = n % givenUp === 0 ? AbortSignal.timeout(1 + (n % 9)) : AbortSignal.timeout(30_000);
  try {
    const headers = { authorization: `Bearer ${asker.key}` };
    const answer = await fetch(`${vigie.url}${path}`, { headers, signal });
    const text = await answer.text();
    judge(path, asker, { status: answer.status, text });
    if (answer.status !== 200) return;
    tally.answered += 1;
    tally.bytes += text.length;
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    tally.givenUp += 1;
  }
}

/** Nobody is told what is not theirs, and nothing breaks. */
function judge(
  path: string,
  { clinic, tenant, mayHear }: Asker,
  { status, text }: { readonly status: number; readonly text: string },
): void {
  // What the question itself names may be said back; nothing else of whose it is.
  const named = /kanari\w+-(?:clinic|queue)/u.exec(path)?.[0] ?? ' ';
  const foreign = foreignIn(text.replaceAll(named, ''), mayHear);
  must(`F24 ${path} tells ${clinic?.canary ?? tenant} its own`, foreign.length === 0, text);
  must(`F24 ${path} knows who asks`, status !== 401, text);
  must(`F24 ${path} is no fault`, status < 500 || status === 503, `${status} ${text}`);
}

const day = (offset: number): string => new Date(nowMs() + offset * 86_400_000).toISOString().slice(0, 10);

/** One of the forms of a question: of everything one sees, of one's own clinic, and of one that may be anybody's. */
function pathOf(form: number, own: Clinic, other: Clinic): string {
  const range = `from=${day(-1)}&to=${day(1)}&interval=1d`;
  const month = day(0).slice(0, 7);
  const clinic = (one: Clinic): string => `${one.canary}-clinic`;
  const forms = [
    `/api/v1/live`,
    `/api/v1/live/calls?limit=50`,
    `/api/v1/live/calls?limit=50&clinicId=${clinic(own)}`,
    `/api/v1/live/calls?limit=50&clinicId=${clinic(other)}`,
    `/api/v1/metrics?${range}&by=clinic`,
    `/api/v1/metrics?${range}&by=queue`,
    `/api/v1/metrics?${range}&by=agent`,
    `/api/v1/metrics?${range}&by=reason`,
    `/api/v1/metrics?${range}&by=queue&clinicId=${clinic(other)}`,
    `/api/v1/metrics?${range}&by=none&queueId=${other.canary}-queue`,
    `/api/v1/reports?month=${month}`,
    `/api/v1/reports/${month}/clinics/${clinic(own)}`,
    `/api/v1/reports/${month}/clinics/${clinic(own)}?format=csv`,
    `/api/v1/reports/${month}/clinics/${clinic(other)}`,
    `/api/v1/reports/actions?clinicId=${clinic(other)}`,
    `/api/v1/satisfaction?month=${month}&clinicId=${clinic(other)}`,
    `/api/v1/comments?month=${month}&clinicId=${clinic(other)}`,
    `/api/v1/live?tenant=${other.tenant}`,
  ];
  return forms[form % forms.length] as string;
}

async function watchAll(
  vigie: Vigie,
  askers: readonly Asker[],
): Promise<{ readonly close: () => void; readonly count: () => number }> {
  let frames = 0;
  const boards: LightSocket[] = [];
  const wrong: string[] = [];
  for (const { tenant, key, mayHear } of askers) {
    const board = await LightSocket.open(vigie, tenant, { authorization: `Bearer ${key}` });
    board.onFrame((frame) => {
      frames += 1;
      const foreign = foreignIn(frame, mayHear);
      if (foreign.length > 0) wrong.push(`${foreign.join()} in ${frame.slice(0, 500)}`);
    });
    boards.push(board);
  }
  const close = (): void => {
    for (const board of boards) board.close();
    must('F24 no frame tells of another', wrong.length === 0, wrong.slice(0, 3).join('; '));
  };
  return { close, count: () => frames };
}

/** No line of the log is of both centres. */
function listenTo(vigie: Vigie): { readonly check: () => void; readonly lines: () => number } {
  let lines = 0;
  const wrong: string[] = [];
  const stop = vigie.onLine((line) => {
    lines += 1;
    const canaries = (line.match(/kanari[a-z]\dx/gu) ?? []).map(centreOf);
    const named = tenants.filter((tenant) => line.includes(tenant)).map((tenant) => tenant.slice(-1));
    if (new Set([...canaries, ...named]).size > 1) wrong.push(line.slice(0, 500));
  });
  const check = (): void => {
    stop();
    must('F24 no log line is of both', wrong.length === 0, wrong.slice(0, 3).join('; '));
  };
  return { check, lines: () => lines };
}

/**
 * What somebody asked about stands in the log of who did what, whosever it is: that table alone is left out.
 * In no other a row of one centre holds a word of the other's; gives how many rows were looked at.
 */
function checkRows(vigie: Vigie): Promise<number> {
  return withTables(
    vigie,
    async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE a.attname = 'tenant_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND c.relnamespace = current_schema()::regnamespace AND c.relname <> 'audit_entry'`,
      );
      let looked = 0;
      for (const { name } of tables) {
        const { rows } = await client.query<{ rows: string; foreign: string }>(
          `SELECT count(*) AS rows, count(*) FILTER (WHERE t::text LIKE '%kanari' ||
             CASE tenant_id WHEN $1 THEN right($2, 1) ELSE right($1, 1) END || '%') AS foreign
           FROM ${name} t WHERE tenant_id IN ($1, $2)`,
          tenants,
        );
        looked += Number(rows[0]?.rows ?? 0);
        must(`F24 ${name} keeps them apart`, rows[0]?.foreign === '0', JSON.stringify(rows[0]));
      }
      return looked;
    },
    tenants[0] as string,
  );
}
