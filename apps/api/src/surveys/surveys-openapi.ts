import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOkResponse } from '@nestjs/swagger';
import { invitationChannels } from '@vigie/contracts';

import { notInvited } from './eligibility';

const text = { type: 'string' } as const;
const channel = { type: 'string', enum: [...invitationChannels] };
const address = {
  ...text,
  description: 'A telephone number or an e-mail address, used to send and then forgotten',
};

/** What inviting takes and answers. */
export function DescribeInvitation(): MethodDecorator {
  return applyDecorators(
    ApiBody({
      schema: {
        type: 'object',
        required: ['source', 'callId', 'channel', 'address'],
        additionalProperties: false,
        properties: { source: text, callId: text, channel, address, language: text },
      },
    }),
    ApiOkResponse({
      description: 'What became of the request, told after COMMIT; only `invited` has the other fields',
      schema: {
        type: 'object',
        required: ['outcome'],
        properties: {
          outcome: { type: 'string', enum: ['invited', ...Object.keys(notInvited)] },
          detail: text,
          invitationId: text,
          surveyId: text,
          language: text,
          expiresAt: { type: 'string', format: 'date-time' },
          repeated: { type: 'boolean' },
        },
      },
    }),
  );
}

/** What a delivery report takes and answers. */
export function DescribeDelivery(): MethodDecorator {
  return applyDecorators(
    ApiBody({
      schema: {
        type: 'object',
        required: ['invitationId', 'outcome'],
        additionalProperties: false,
        properties: { invitationId: text, outcome: { type: 'string', enum: ['delivered', 'failed'] } },
      },
    }),
    ApiOkResponse({
      schema: { type: 'object', properties: { outcome: { type: 'string', enum: ['noted', 'known'] } } },
    }),
  );
}

/** What a refusal told to a person takes and answers. */
export function DescribeRefusal(): MethodDecorator {
  return applyDecorators(
    ApiBody({
      schema: {
        type: 'object',
        required: ['channel', 'address'],
        additionalProperties: false,
        properties: { channel, address },
      },
    }),
    ApiOkResponse({
      schema: { type: 'object', properties: { outcome: { type: 'string', enum: ['refused_for_good'] } } },
    }),
  );
}
