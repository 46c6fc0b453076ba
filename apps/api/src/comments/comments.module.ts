import { Module } from '@nestjs/common';

import { Database } from '../platform/database';
import { Rounds } from '../platform/rounds/rounds';
import { SatisfactionModule } from '../satisfaction/satisfaction.module';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { CommentDesk } from './comment-desk';
import { CommentKeeper } from './comment-keeper';
import { CommentsController } from './comments.controller';
import { OldComments } from './old-comments';
import { PublishedComments } from './published-comments';

const idsAtOnce = 500;

/** What patients wrote: scrubbed and sealed at the door, read back as themes and quotes of published months. */
@Module({
  imports: [SatisfactionModule, SettingsModule, AccessModule],
  controllers: [CommentsController],
  providers: [CommentKeeper, CommentDesk, OldComments, PublishedComments],
  exports: [CommentDesk, CommentKeeper, PublishedComments],
})
export class CommentsModule {
  constructor(rounds: Rounds, old: OldComments, database: Database, keeper: CommentKeeper) {
    rounds.add({
      kind: 'leased',
      name: 'comment ids',
      everyMs: 3_600_000,
      run: async (tenantId) => {
        const page = (): Promise<number> =>
          database.withTenant(tenantId, (tx) => keeper.keyIds(tx, tenantId, idsAtOnce));
        while ((await page()) === idsAtOnce);
      },
    });
    rounds.add({
      kind: 'leased',
      name: 'old comments',
      everyMs: 3_600_000,
      run: async (tenantId) => void (await old.erase(tenantId)),
    });
  }
}
