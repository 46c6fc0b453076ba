import { applyDecorators } from '@nestjs/common';
import { ApiQuery } from '@nestjs/swagger';

import { charsetNamed, type Charset } from './charset';
import { dateOrderNamed } from './date-order';
import type { DateOrder } from './local-instant';

/** How a file says it is written, where it says so. */
export type WrittenAs = { readonly charset?: string | undefined; readonly dateOrder?: string | undefined };

/** Reads how a file says it is written; 400 for a name that is none. */
export function readWrittenAs({ charset, dateOrder }: WrittenAs): {
  readonly charset: Charset | undefined;
  readonly dateOrder: DateOrder | undefined;
} {
  return { charset: charsetNamed(charset), dateOrder: dateOrderNamed(dateOrder) };
}

/** The two in the OpenAPI file. */
export function DescribeHowAFileIsWritten(): MethodDecorator {
  return applyDecorators(
    ApiQuery({
      name: 'charset',
      required: false,
      description:
        'utf-8, windows-1252, iso-8859-1, iso-8859-15 or macintosh; without it each line tells its own',
    }),
    ApiQuery({
      name: 'dateOrder',
      required: false,
      description: 'dmy or mdy, for dates such as 03/04/2026; without it the file tells, or is refused',
    }),
  );
}
