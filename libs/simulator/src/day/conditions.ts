import type { Span } from '../centre/clinic';

/** What is particular about a played day. */
export type DayConditions = {
  /** Secretaries planned for a full weekday. */
  readonly headcount: 20 | 24;
  /** Multiplies a clinic's calls. */
  readonly demandOf: (clinicId: string) => number;
  /** How many of the first shifts come 20 to 60 min late, beside the usual 3 %. */
  readonly lateShifts: number;
  /** The carrier of the main telephone system is down: no call reaches it, those on it are cut. */
  readonly outage: Span | null;
  /** Calls of these minutes are multiplied, and nearly every caller lost in them dials again at once. */
  readonly storm: (Span & { readonly factor: number }) | null;
  /** One telephone rings all morning and is never picked up. */
  readonly deafPhone: boolean;
  /** A clinic whose doctor is absent: appointments are moved, few are obtained. */
  readonly absentDoctorOf: string | null;
  /** Shifts how a clinic's patients judge it, in logits of being satisfied. */
  readonly moodOf: (clinicId: string) => number;
};

export const plainConditions: DayConditions = {
  headcount: 24,
  demandOf: () => 1,
  lateShifts: 0,
  outage: null,
  storm: null,
  deafPhone: false,
  absentDoctorOf: null,
  moodOf: () => 0,
};
