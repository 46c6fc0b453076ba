import { z } from 'zod';

/** Where the pools log in, each as a role of its own. */
export type LoginUrls = Readonly<Record<'app' | 'intake' | 'fold', string>>;

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ }).optional();

/** The variables of the environment that name roles which were made by hand. */
export const loginUrlFields = {
  VIGIE_APP_URL: postgresUrl,
  VIGIE_INTAKE_URL: postgresUrl,
  VIGIE_FOLD_URL: postgresUrl,
};

/** What they hold, and the owner's, which they go with. */
export type LoginUrlValues = Readonly<
  Partial<Record<keyof typeof loginUrlFields | 'DATABASE_URL', string | undefined>>
>;

/** Why the variables cannot be taken together; undefined when they can, and when none is set. */
export function loginUrlsProblem(values: LoginUrlValues): string | undefined {
  const urls = [values.VIGIE_APP_URL, values.VIGIE_INTAKE_URL, values.VIGIE_FOLD_URL].flatMap(
    (url) => url ?? [],
  );
  if (urls.length === 0) return undefined;
  if (urls.length < 3) return 'goes together with VIGIE_INTAKE_URL and VIGIE_FOLD_URL';
  if (values.DATABASE_URL === undefined) return 'goes together with DATABASE_URL';
  const names = new Set(urls.map((url) => new URL(url).username));
  if (names.size === 3 && !names.has('')) return undefined;
  return 'must name another role than VIGIE_INTAKE_URL and VIGIE_FOLD_URL, and each must name one';
}

/** The three, or undefined: then their roles are derived from the key. */
export function loginUrlsOf(values: LoginUrlValues): LoginUrls | undefined {
  const { VIGIE_APP_URL: app, VIGIE_INTAKE_URL: intake, VIGIE_FOLD_URL: fold } = values;
  return app === undefined || intake === undefined || fold === undefined ? undefined : { app, intake, fold };
}
