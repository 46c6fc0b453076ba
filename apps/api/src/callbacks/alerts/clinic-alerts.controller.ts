import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { clinicAlertLinkSchema, clinicAlertViewSchema, type ClinicAlertView } from '@vigie/contracts';

import { May } from '../../access/may';
import { Answers, Refuses, Takes } from '../../platform/http/answers';
import { readBody } from '../../platform/http/read-request';
import { AlertAcknowledgements } from './alert-acknowledgements';

const gone = 'The link opens nothing: it was not made here, or is more than seven days old.';

/**
 * For the contact of a clinic, without an account. The link's token comes in the body of each question, so that no
 * address, log or cookie holds it, and nothing else opens by it.
 */
@ApiTags('callbacks')
@Controller('api/v1/clinic-alerts')
export class ClinicAlertsController {
  constructor(private readonly acknowledgements: AlertAcknowledgements) {}

  @Post('look')
  @HttpCode(200)
  @May('alerts.acknowledge')
  @ApiOperation({
    summary: 'Which alert the link of a letter or a webhook is of, and when it was received.',
    description: 'Nothing of the patient. Looking notes nothing.',
  })
  @Takes(clinicAlertLinkSchema)
  @Answers(clinicAlertViewSchema)
  @Refuses(404, gone)
  look(@Body() body: unknown): Promise<ClinicAlertView> {
    return this.acknowledgements.look(readBody(clinicAlertLinkSchema, body).token);
  }

  @Post('acknowledge')
  @HttpCode(200)
  @May('alerts.acknowledge')
  @ApiOperation({
    summary: 'Says that the clinic received the alert: nobody telephones it any more.',
    description: 'Said again, or after a secretary told the clinic, it changes nothing.',
  })
  @Takes(clinicAlertLinkSchema)
  @Answers(clinicAlertViewSchema)
  @Refuses(404, gone)
  acknowledge(@Body() body: unknown): Promise<ClinicAlertView> {
    return this.acknowledgements.acknowledge(readBody(clinicAlertLinkSchema, body).token);
  }
}
