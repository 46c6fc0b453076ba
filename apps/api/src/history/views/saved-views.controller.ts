import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { savedViewSchema, savedViewsSchema, saveViewSchema, type SavedView } from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { SavedViews } from './saved-views';

/** Views of history that somebody has named. */
@ApiTags('me')
@Controller('api/v1/me/views')
export class SavedViewsController {
  constructor(private readonly views: SavedViews) {}

  @Get()
  @ApiOperation({ summary: 'The views of history that who asks has named, by name.' })
  @Answers(savedViewsSchema)
  list(@WhoMay('self.see') viewer: Viewer): Promise<readonly SavedView[]> {
    return this.views.list(viewer);
  }

  @Post()
  @ApiOperation({
    summary: 'Names a view of history; a name that is there already means this from now on',
    description:
      'What is kept is the address of the page. It shows whoever opens it what they may see then. At most one begins: the latest that was told so.',
  })
  @Takes(saveViewSchema)
  @Answers(savedViewSchema, { status: 201 })
  @Refuses(400, 'As the page of history refuses what narrows it.')
  @Refuses(403, '`forbidden`: none of their roles sees history.')
  @Refuses(409, '`too_many_views`: they have thirty already.')
  save(@WhoMay('self.change') viewer: Viewer, @Body() body: unknown): Promise<SavedView> {
    return this.views.save(viewer, readBody(saveViewSchema, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forgets it.' })
  @AnswersNothing()
  remove(@WhoMay('self.change') viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.views.remove(viewer, readId('id', id));
  }
}
