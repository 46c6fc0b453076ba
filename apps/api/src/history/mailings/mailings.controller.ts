import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  changeMailingSchema,
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
import { Mailings, type LetterOutcome } from './mailings';

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
    const letters = await this.mailings.letters(viewer);
    const views = mailings.map((mailing) => toView(mailing, letters.get(mailing.mailingId)));
    return { canSend: this.mailer.isConfigured, to: await this.mailings.addressOf(viewer), mailings: views };
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
    return toView(await this.mailings.make(viewer, { ...wanted, language: wanted.language ?? null }));
  }

  @Patch(':id')
  @ApiOperation({
    summary: 'Has it rest, or takes it up again from its next time: nothing that went by is made up for',
  })
  @Takes(changeMailingSchema)
  @Answers(mailingSchema)
  async change(
    @WhoMay('self.change') viewer: Viewer,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<Mailing> {
    const { isPaused } = readBody(changeMailingSchema, body);
    const mailing = await this.mailings.rest(viewer, readId('id', id), isPaused);
    return toView(mailing, (await this.mailings.letters(viewer)).get(mailing.mailingId));
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

const letterStates = {
  delivered: 'sent',
  handed_over: 'sent',
  refused: 'bounced',
  given_up: 'given_up',
  // What there was to send was nothing that its person may see.
  cancelled: 'empty',
} as const satisfies Record<NonNullable<LetterOutcome>, Mailing['letter']>;

/** `outcome`: what became of its last letter; undefined where none is known. */
function toView(
  { mailingId, personId: _, nextAt, lastAt, ...told }: StoredMailing,
  outcome?: LetterOutcome,
): Mailing {
  const letter = outcome === undefined ? null : outcome === null ? 'waiting' : letterStates[outcome];
  return {
    id: mailingId,
    ...told,
    nextAt: iso(nextAt),
    lastAt: lastAt === null ? null : iso(lastAt),
    letter,
  };
}
