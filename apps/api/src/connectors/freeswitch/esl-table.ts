/** A row of a list, by the names of its columns. */
export type EslRow = Readonly<Record<string, string | undefined>>;

/**
 * Reads a list as `callcenter_config` answers it: the names of the columns, then a row a line, with `|` between, then `+OK`. Null for
 * an answer that is no list.
 */
export function rowsOf(reply: string): readonly EslRow[] | null {
  const lines = reply.split('\n').map((line) => line.trimEnd());
  const end = lines.indexOf('+OK');
  if (end < 0) return null;
  const [head = '', ...rows] = lines.slice(0, end).filter((line) => line !== '');
  const names = head.split('|');
  return rows.map((row) => {
    const cells = row.split('|');
    return Object.fromEntries(names.map((name, index) => [name, cells[index]]));
  });
}

/** What is asked of a call centre on each connection, in this order. */
export const eslLists = {
  agents: 'api callcenter_config agent list',
  tiers: 'api callcenter_config tier list',
  queues: 'api callcenter_config queue list',
  membersOf: (queue: string) => `api callcenter_config queue list members ${queue}`,
} as const;

/** A name that a command may hold: it could otherwise begin another. */
export const isPlainName = (name: string): boolean => /^[^\s|\p{Cc}]{1,128}$/u.test(name);
