/** Which library or application may import which, by tag. Nothing else is allowed. */
export const directions = [
  { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:calls', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:metrics', onlyDependOnLibsWithTags: ['scope:calls'] },
  { sourceTag: 'scope:simulator', onlyDependOnLibsWithTags: ['scope:contracts'] },
  { sourceTag: 'scope:charts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'scope:migrations', onlyDependOnLibsWithTags: ['scope:calls', 'scope:metrics'] },
  {
    sourceTag: 'scope:api',
    onlyDependOnLibsWithTags: [
      'scope:contracts',
      'scope:calls',
      'scope:metrics',
      'scope:simulator',
      'scope:migrations',
    ],
  },
  { sourceTag: 'scope:dashboard', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:charts'] },
  { sourceTag: 'scope:bench', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'scope:tools', onlyDependOnLibsWithTags: [] },
];

/**
 * The rooms of `apps/api/src`, from the top of the house to its foundation. A room may import from those after it,
 * never from one before it: what is shared moves down, and a feature can be taken out without touching what carries it.
 */
export const rooms = [
  'boot',
  'backup',
  'demo',
  'callers',
  'reports',
  'history',
  'surveys',
  'connectors',
  'secretary',
  'intake',
  'live',
  'incidents',
  'callbacks',
  'metrics',
  'sheets',
  'comments',
  'satisfaction',
  'fold',
  'settings',
  'event-log',
  'access',
  'audit',
  'privacy',
  'tenants',
  'deliveries',
  'platform',
];

const source = './apps/api/src';

/** What the linter refuses: for each room the rooms above it, as zones of `import-x/no-restricted-paths`. */
export const zones = rooms.slice(1).map((room, index) => ({
  target: `${source}/${room}`,
  from: rooms.slice(0, index + 1).map((above) => `${source}/${above}`),
  message: `${room}/ stands below: an import never runs up (tools/lint/rooms.mjs).`,
}));
