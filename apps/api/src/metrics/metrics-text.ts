import type { MetricsAnswer } from '@vigie/contracts';

const rowsAtOnce = 250;

/** An answer as JSON, some rows at a time: fifty thousand of them written at once would hold up everybody else. */
export function* metricsText(answer: MetricsAnswer): Generator<string, void, void> {
  const { rows, total, ...head } = answer;
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = JSON.stringify(rows.slice(start, start + rowsAtOnce)).slice(1, -1);
    yield start === 0 ? part : `,${part}`;
  }
  yield `],"total":${JSON.stringify(total)}}`;
}
