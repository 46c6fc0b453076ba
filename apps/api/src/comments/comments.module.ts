import { Module } from '@nestjs/common';

import { TenantsModule } from '../tenants/tenants.module';
import { CommentKeeper } from './comment-keeper';

/** What patients wrote: scrubbed and sealed at the door, read back as themes and quotes of published months. */
@Module({
  imports: [TenantsModule],
  providers: [CommentKeeper],
  exports: [CommentKeeper],
})
export class CommentsModule {}
