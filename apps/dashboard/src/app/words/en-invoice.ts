import type { HistoryWords } from './dictionary';

/** English words of calls by contract line. */
export const enInvoice: HistoryWords['invoice'] = {
  title: 'Calls to invoice',
  open: 'Calls to invoice',
  month: 'Month',
  about:
    'What Vigie counts for each line of the contract, beside what the centre itself has counted. Each number opens the calls it counts.',
  clinic: 'Clinic',
  line: 'Contract line',
  calls: 'Vigie',
  own: 'The centre',
  difference: 'Difference',
  total: 'Total',
  answered: 'Answered calls',
  none: 'No clinic of which you see every call.',
  running: 'The month still runs: the numbers move.',
  entered: 'The centre’s count came in on {when}.',
  notEntered: 'The centre has not given its count of this month yet.',
  take: 'Give the centre’s count (CSV)',
  format:
    'Columns: clinic; line (where there are several); day (where it is counted by day); calls. It takes the place of the month’s count before.',
  taken: 'The count was taken in.',
  refused: 'Nothing was taken: {n} to mend.',
  row: 'line {line}: {message}',
  days: 'Days that differ',
  same: 'equal',
  only: 'Only the differences',
  failed: 'The file could not be read. Try again.',
};
