import type { MigrationInterface } from 'typeorm';

import { IntakeTables1795376000001 } from './1795376000001-intake-tables';
import { FoldTables1795376000002 } from './1795376000002-fold-tables';

/** Every migration, oldest first. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  IntakeTables1795376000001,
  FoldTables1795376000002,
];
