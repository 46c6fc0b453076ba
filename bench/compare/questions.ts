import type { Vigie } from '../harness/vigie';
import { Viewer } from '../harness/viewer';
import { until } from '../harness/clock';

const dimensions = ['none', 'queue', 'team', 'clinic', 'agent', 'language', 'reason'];

/** What of a tenant both versions are asked: figures of every kind, the board of past moments, reports. */
export type Range = {
  readonly from: string;
  readonly to: string;
  readonly moments: readonly string[];
  /** Whether the reports of its month are written down by themselves: only those of the month that ended last are. */
  readonly isWritten: boolean;
};

/** The questions as addresses, in a fixed order. */
export function questions(tenant: string, { from, to, moments }: Range): readonly string[] {
  const metrics = dimensions.flatMap((by) =>
    ['all', '1d', '15m']
      .filter((interval) => interval !== '15m' || by === 'none' || by === 'queue')
      .map(
        (interval) => `/api/v1/metrics?tenant=${tenant}&from=${from}&to=${to}&interval=${interval}&by=${by}`,
      ),
  );
  const live = moments.map((at) => `/api/v1/live?tenant=${tenant}&at=${at}`);
  return [
    ...metrics,
    ...live,
    `/api/v1/live/calls?tenant=${tenant}&limit=100`,
    `/api/v1/reports?tenant=${tenant}&month=${from.slice(0, 7)}`,
    `/api/v1/satisfaction?tenant=${tenant}&month=${from.slice(0, 7)}`,
  ];
}

async function ask(url: string, key: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  const body: unknown = await answer.json();
  return { status: answer.status, body };
}

/** The clinics that the list of reports names. */
function clinicsIn(list: unknown): readonly string[] {
  const found = JSON.stringify(list).matchAll(/"clinicId":"([^"]+)"/gu);
  return [...new Set([...found].map(([, id = '']) => id))].toSorted();
}

type Listed = { readonly version: number | null; readonly presented: number };

/**
 * Waits until every report of a past month is written down: before that, answers depend on when they are asked. Of a
 * clinic that had no call none is.
 */
async function written(url: string, key: string): Promise<void> {
  await until(
    'the reports of the month to be written down',
    async () => {
      const { body } = (await ask(url, key)) as { body: { clinics?: readonly Listed[] } };
      const isWritten = ({ version, presented }: Listed): boolean => version !== null || presented === 0;
      return body.clinics?.every(isWritten) === true ? true : undefined;
    },
    400_000,
    2_000,
  );
}

/** Answers by question: of HTTP, of each clinic's report, and the first frame of the socket. */
export async function answersOf(
  vigie: Vigie,
  { tenant, key }: { readonly tenant: string; readonly key: string },
  range: Range,
): Promise<ReadonlyMap<string, unknown>> {
  const answers = new Map<string, unknown>();
  const month = range.from.slice(0, 7);
  const reports = `/api/v1/reports?tenant=${tenant}&month=${month}`;
  if (range.isWritten) await written(`${vigie.url}${reports}`, key);
  for (const question of questions(tenant, range))
    answers.set(question, await ask(`${vigie.url}${question}`, key));
  const list = answers.get(reports);
  for (const clinic of clinicsIn(list)) {
    const question = `/api/v1/reports/${month}/clinics/${clinic}?tenant=${tenant}`;
    answers.set(question, await ask(`${vigie.url}${question}`, key));
  }
  const viewer = new Viewer(vigie, tenant);
  answers.set('the first frame of the socket', await until('a snapshot', () => viewer.state));
  viewer.close();
  return answers;
}
