import { sampleActions, sampleReport, sampleSummaries } from '../src/app/testing/sample-report.ts';

const actions = new Map(sampleActions.map((action) => [action.id, action]));
const hidden = new Set();
const path = /^\/api\/v1\/reports\/(\d{4}-\d{2})\/clinics\/([^/]+)$/u;

const shownAction = ({ id, text, owner, due, expected, outcome }) => ({
  id,
  text,
  owner,
  due: due ?? '',
  expected,
  outcome,
});

function blockNow(block) {
  if (block.kind === 'actions') {
    const own = [...actions.values()];
    const rest = block.actions.filter((action) => !actions.has(action.id));
    return { ...block, actions: [...own.map(shownAction), ...rest] };
  }
  if (block.kind === 'quotes')
    return { ...block, quotes: block.quotes.filter((quote) => !hidden.has(quote.id)) };
  return block;
}

/** Every quotation of the sample report, hidden or not. */
const comments = () =>
  sampleReport()
    .pages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'quotes' ? block.quotes : [])))
    .map(({ id, text, tone }) => ({ id, text, tone, language: 'fr', themes: [], hidden: hidden.has(id) }));

function reportOf(month, clinicId, language) {
  const report = sampleReport();
  const name = sampleSummaries().clinics.find((clinic) => clinic.clinicId === clinicId)?.name;
  if (name === undefined || month !== '2026-10' || clinicId === 'zola') return null;
  return {
    ...report,
    language: language ?? 'fr',
    clinic: { id: clinicId, name },
    title: name,
    pages: report.pages.map((page) => ({ ...page, blocks: page.blocks.map(blockNow) })),
  };
}

/** Keeps or changes an action, as the server would. */
function write(pathname, method, body) {
  if (pathname === '/api/v1/reports/actions' && method === 'POST') {
    const action = { id: `a${actions.size + 10}`, due: null, status: 'open', outcome: null, ...body };
    actions.set(action.id, action);
    return action;
  }
  const id = pathname.split('/').at(-1) ?? '';
  if (pathname.startsWith('/api/v1/reports/actions/') && method === 'PATCH') {
    actions.set(id, { ...actions.get(id), ...body });
    return actions.get(id);
  }
  const quote = /^\/api\/v1\/comments\/([^/]+)\/(hide|show)$/u.exec(pathname);
  if (quote?.[2] === 'hide') hidden.add(quote[1]);
  if (quote?.[2] === 'show') hidden.delete(quote[1]);
  return {};
}

/** Answers what the pages of reports ask: `undefined` when it is none of theirs, null when there is no such thing. */
export function fakeReports({ pathname, searchParams }, method, body) {
  if (method !== 'GET') return write(pathname, method, body);
  if (pathname === '/api/v1/reports') {
    const month = searchParams.get('month') ?? '2026-10';
    return { ...sampleSummaries(), month, ...(month === '2026-10' ? {} : { clinics: [] }) };
  }
  if (pathname === '/api/v1/comments') {
    const of = {
      month: searchParams.get('month') ?? '2026-10',
      clinicId: searchParams.get('clinicId') ?? 'durand',
    };
    return { ...of, suppressed: null, comments: comments() };
  }
  if (pathname === '/api/v1/reports/actions') return [...actions.values()];
  return ofOneReport(pathname, searchParams.get('language'));
}

function ofOneReport(pathname, language) {
  if (pathname.endsWith('/readers')) return { links: [], answers: [] };
  const asked = path.exec(pathname);
  return asked === null ? undefined : reportOf(asked[1], asked[2], language);
}
