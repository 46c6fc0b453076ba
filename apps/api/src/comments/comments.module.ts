import { Module } from '@nestjs/common';

import { Rounds } from '../platform/rounds/rounds';
import { SatisfactionModule } from '../satisfaction/satisfaction.module';
import { SettingsModule } from '../settings/settings.module';
import { AccessModule } from '../access/access.module';
import { CommentDesk } from './comment-desk';
import { CommentKeeper } from './comment-keeper';
import { CommentsController } from './comments.controller';
import { OldComments } from './old-comments';
import { PublishedComments } from './published-comments';

/** What patients wrote: scrubbed and sealed at the door, read back as themes and quotes of published months. */
@Module({
  imports: [SatisfactionModule, SettingsModule, AccessModule],
  controllers: [CommentsController],
  providers: [CommentKeeper, CommentDesk, OldComments, PublishedComments],
  exports: [CommentKeeper, PublishedComments],
})
export class CommentsModule {
  constructor(rounds: Rounds, old: OldComments) {
    rounds.add({
      kind: 'leased',
      name: 'old comments',
      everyMs: 3_600_000,
      run: async (tenantId) => void (await old.erase(tenantId)),
    });
  }
}
