import { z } from 'zod';

import type { Allowance } from './token-bucket';

/** How many requests are answered; undefined: as many as come. */
export type RequestAllowances = Readonly<{
  /** Of one person in all their pages together, or of one television. */
  person: Allowance | undefined;
  /** Of one API key. */
  key: Allowance | undefined;
  /** Of one network address, whoever asks from there. */
  address: Allowance | undefined;
}>;

const written = /^(?:off|[1-9]\d{0,5}\/[1-9]\d{0,6})$/u;

/** `20/400`: so many a second in the long run, so many at once. */
const allowance = (usual: string) =>
  z
    .string()
    .regex(written, 'requests a second and at once, such as 20/400, or off')
    .default(usual)
    .transform((text): Allowance | undefined => {
      const [perSecond = 0, atOnce = 0] = text.split('/').map(Number);
      return text === 'off' ? undefined : { perSecond, atOnce };
    });

/** The variables of the environment. */
export const requestFields = {
  VIGIE_REQUESTS_PER_PERSON: allowance('20/400'),
  VIGIE_REQUESTS_PER_KEY: allowance('50/1000'),
  VIGIE_REQUESTS_PER_ADDRESS: allowance('200/4000'),
};

type RequestValues = Readonly<Record<keyof typeof requestFields, Allowance | undefined>>;

export function requestsOf(values: RequestValues): RequestAllowances {
  return {
    person: values.VIGIE_REQUESTS_PER_PERSON,
    key: values.VIGIE_REQUESTS_PER_KEY,
    address: values.VIGIE_REQUESTS_PER_ADDRESS,
  };
}
