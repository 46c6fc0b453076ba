import type { IntakeAnswer } from '@vigie/contracts';
import { Counter, register } from 'prom-client';

function counter(name: string, help: string, labelNames: readonly string[] = []): Counter {
  const known = register.getSingleMetric(name);
  return known instanceof Counter ? known : new Counter({ name, help, labelNames: [...labelNames] });
}

const events = counter('vigie_events_total', 'Events received, by what became of them.', ['outcome']);
const rejections = counter('vigie_rejected_events_total', 'Refused events, by reason.', ['code']);
const fields = counter(
  'vigie_unknown_fields_total',
  'Fields of events that the event table does not know: dropped.',
);

const unkept = counter(
  'vigie_refused_texts_not_kept_total',
  'Texts of refused events that were only counted: a request, or the tenant, had left its share of them.',
);

/** Counts texts that were refused and not kept. */
export function countUnkept(texts: number): void {
  if (texts > 0) unkept.inc(texts);
}

/** Counts what became of the events of an answer. Of more refused ones than an answer lists, the rest has no reason. */
export function countOutcomes(answer: IntakeAnswer, unknownFields: number): void {
  events.inc({ outcome: 'accepted' }, answer.accepted);
  events.inc({ outcome: 'duplicate' }, answer.duplicates);
  events.inc({ outcome: 'rejected' }, answer.rejectedCount);
  for (const { code } of answer.rejected) rejections.inc({ code });
  fields.inc(unknownFields);
}
