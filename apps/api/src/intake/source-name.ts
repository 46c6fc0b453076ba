/** What a queue_log's telephone system is called when nobody says. */
export const defaultQueueLogSource = 'asterisk';

/** Whether a text may name a source: 1 to 128 printable characters. */
export const isSourceName = (text: unknown): text is string =>
  typeof text === 'string' && /^[^\u0000-\u001f\u007f]{1,128}$/u.test(text);
