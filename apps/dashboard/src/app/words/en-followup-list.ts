import type { FollowupListWords } from './dictionary';

export const enFollowupList: FollowupListWords = {
  title: 'Upload a list of discharges or visits',
  about:
    'A CSV file of the clinic, a line for each patient: who (reference, or phone, or hash of another software) and when (date of the discharge or visit, or from and until), by the clinic’s clock. The phone number is replaced by a hash at the door; the file is not kept.',
  example: 'reference;date;phone;type',
  type: 'For, where the line does not say',
  file: 'CSV file',
  look: 'Check',
  plan: { one: 'Plan {n} follow-up', other: 'Plan {n} follow-ups' },
  would: { one: '{n} follow-up to plan', other: '{n} follow-ups to plan' },
  done: { one: '{n} follow-up planned', other: '{n} follow-ups planned' },
  known: { one: '{n} known already', other: '{n} known already' },
  refused: { one: '{n} line refused', other: '{n} lines refused' },
  ignored: 'Columns left out: {names}.',
  bad: 'Lines refused',
  line: 'Line {n}: {why}',
  lineHead: 'Line',
  first: 'The first follow-ups',
  noFile: 'Choose a file.',
  why: {
    invalid_header:
      'The first line must name who (reference, phone or hash) and when (date, or from and until).',
    too_many_rows: 'At most 5,000 lines at once: split the file.',
    unknown_charset: 'The letters cannot be read: save the file as CSV UTF-8.',
    followups_off: 'This clinic has no follow-ups.',
    server: 'The server did not take the file. Try again.',
  },
  faults: {
    notRead: 'cannot be read; save the file as CSV UTF-8, with as many cells as headings.',
    who: 'does not say who; fill reference, phone or hash.',
    when: 'does not say when; fill the date of the discharge or visit, or from and until.',
    date: 'a date is none; write 31/01/2026.',
    order: 'ends before it begins; check from and until.',
    over: 'its time is over; call this patient now, or take the line out.',
    ahead: 'more than a year ahead; check the year.',
    type: 'unknown type; write discharge, visit, prescription or day.',
    reference: 'the reference must be one word of at most 8 digits: no name, no number.',
    phone: 'the phone is no number; format the column as text and type it again.',
    hash: 'the hash must have 16 to 64 letters and digits.',
    language: 'the language is written in two letters, such as en.',
  },
};
