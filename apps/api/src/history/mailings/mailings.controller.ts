import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  mailingSchema,
  mailingsSchema,
  makeMailingSchema,
  type Mailing,
  type Mailings as MailingsAnswer,
} from '@vigie/contracts';

import { WhoMay } from '../../access/may';
import type { Viewer } from '../../access/viewer';
import { Mailer } from '../../deliveries/mailer';
import { Answers, AnswersNothing, Refuses, Takes } from '../../platform/http/answers';
import { readBody, readId } from '../../platform/http/read-request';
import { Problem } from '../../platform/problems';
import type { StoredMailing } from './mailing-store';
import { Mailings } from './mailings';

/** Histories that somebody has sent to themselves by the calendar. */
@ApiTags('me')
@Controller('api/v1/me/mailings')
export class MailingsController {
  constructor(
    private readonly mailings: Mailings,
    private readonly mailer: Mailer,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The histories that are sent to who asks, by name.' })
  @Answers(mailingsSchema)
  async list(@WhoMay('self.see') viewer: Viewer): Promise<MailingsAnswer> {
    const mailings = await this.mailings.list(viewer);
    return { canSend: this.mailer.isConfigured, mailings: mailings.map(toView) };
  }

  @Post()
  @ApiOperation({
    summary:
      'Has a history sent to who asks: each day, week or month that has ended, at seven in the morning',
    description:
      'By e-mail, in their language, by the days of the clinic that it is narrowed to, else of the centre, compared with the period before. It holds what they may see when it is sent.',
  })
  @Takes(makeMailingSchema)
  @Answers(mailingSchema, { status: 201 })
  @Refuses(400, 'As the page of history refuses the question.')
  @Refuses(403, '`forbidden`: none of their roles sees history.')
  @Refuses(409, '`mail_off`: the server sends no mail; `too_many_mailings`: they have twenty already.')
  async make(@WhoMay('self.change') viewer: Viewer, @Body() body: unknown): Promise<Mailing> {
    const wanted = readBody(makeMailingSchema, body);
    if (!this.mailer.isConfigured) throw mailOff();
    return toView(await this.mailings.make(viewer, wanted));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Ends it.' })
  @AnswersNothing()
  remove(@WhoMay('self.change') viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.mailings.remove(viewer, readId('id', id));
  }
}

function mailOff(): Problem {
  return new Problem({ code: 'mail_off', status: 409, detail: 'This server sends no mail.' });
}

const iso = (at: number): string => new Date(at).toISOString();

function toView({ mailingId, personId: _, nextAt, lastAt, ...told }: StoredMailing): Mailing {
  return { id: mailingId, ...told, nextAt: iso(nextAt), lastAt: lastAt === null ? null : iso(lastAt) };
}
