import type { Dictionary } from './dictionary';

/** English words of a patient's earlier calls. */
export const enEarlier: Dictionary['earlier'] = {
  title: 'Earlier calls',
  of: 'Earlier calls of {patient}',
  close: 'Close the earlier calls',
  loading: 'Reading their calls…',
  none: 'No call of this patient before this one.',
  inDays: { one: '{n} call to this clinic in 30 days', other: '{n} calls to this clinic in 30 days' },
  frequent: 'calls often',
  owed: 'to be called back before {time}',
  promised: 'promised a call before {time}',
  late: 'late: promised a call before {time}',
  wait: 'waited {time}',
  talk: 'talked {time}',
  shared: 'Several people call from this number: their calls are not shown.',
  withheld: 'Withheld number: nobody knows whether this patient has called before.',
  absent: 'This patient is no longer on the line nor on your list: their calls are not shown any more.',
  failed: 'Their calls could not be read.',
  retry: 'Try again',
  older: 'Older calls',
  noted: 'This look is in the audit log.',
};
