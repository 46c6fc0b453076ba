import type { AuditEntryView, AuditPage } from '@vigie/contracts';

/** An entry of the log; what a test is not about is as usual. */
export function sampleEntry(seq: number, more: Partial<AuditEntryView>): AuditEntryView {
  return {
    seq,
    at: '2026-11-23T09:00:00.000Z',
    actor: { kind: 'person', id: 'p1', role: 'supervisor' },
    action: 'board.see',
    subject: null,
    requestId: null,
    address: '192.0.2.0/24',
    times: 1,
    ...more,
  };
}

/** A page of the log in which Claire is known by her name. */
export function sampleAuditPage(entries: readonly AuditEntryView[], next: number | null = null): AuditPage {
  return { entries, names: { p1: 'Claire Vasseur', k1: 'crm' }, next };
}
