import { sampleActions, sampleReport, sampleSummaries } from './sample-report';

/** One request a page made. */
export type Asked = { readonly method: string; readonly address: string; readonly body: unknown };
type Answer = {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * A server of JSON that the test fills: the longest path that an address begins with answers, unless the method is
 * named with it (`POST /api/v1/people`).
 */
export class FakeHttp {
  readonly asked: Asked[] = [];
  private readonly answers = new Map<string, Answer>();

  /** Answers reports of the sample month, as a server with one centre would. */
  static withReports(): FakeHttp {
    const http = new FakeHttp();
    http.answer('/api/v1/tenants', { body: [] });
    http.answer('/api/v1/reports', { body: sampleSummaries() });
    http.answer('/api/v1/reports/actions', { body: sampleActions });
    http.answer('/api/v1/reports/2026-10/clinics/durand', { body: sampleReport() });
    return http;
  }

  answer(path: string, answer: Answer): void {
    this.answers.set(path, answer);
  }

  /** Takes the place of the browser's fetch. */
  install(): this {
    globalThis.fetch = async (input, init) => {
      const address = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
      this.asked.push({ method: init?.method ?? 'GET', address, body });
      return this.respond(init?.method ?? 'GET', address.split('?', 1)[0] ?? '');
    };
    return this;
  }

  private respond(method: string, path: string): Response {
    const found = [...this.answers.keys()]
      .filter((known) => path === known || path.startsWith(`${known}/`))
      .toSorted((a, b) => b.length - a.length)[0];
    const told =
      this.answers.get(`${method} ${path}`) ?? (found === undefined ? undefined : this.answers.get(found));
    const answer: Answer = told ?? { status: 404 };
    const { status = 200, body = {} } = answer;
    const text = JSON.stringify(body);
    const ok = status >= 200 && status < 300;
    const headers = new Headers(answer.headers);
    return { ok, status, headers, json: async () => JSON.parse(text) as unknown } as Response;
  }
}
