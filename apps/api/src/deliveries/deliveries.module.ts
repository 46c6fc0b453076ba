import { Module } from '@nestjs/common';

import { Mailer } from './mailer';
import { Outbox } from './outbox';
import { Webhook } from './webhook';

/** One outbox, and the ways out of it. */
@Module({ providers: [Mailer, Outbox, Webhook], exports: [Mailer, Outbox, Webhook] })
export class DeliveriesModule {}
