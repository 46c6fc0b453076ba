import type { DataSource } from 'typeorm';

import { StartError } from '../start-error';
import { renewPassword } from './admit-logins';
import { variableOf, type Login } from './logins';

/** A wrong password, and a role that may not log in. */
const refusedLogin: ReadonlySet<unknown> = new Set(['28P01', '28000']);

/**
 * Lets a pool connect as its role. A password that is not that of our key is renewed once: the database was restored
 * beside roles that another installation had made.
 */
export async function logIn(
  owner: DataSource,
  login: Login,
  connect: () => Promise<DataSource>,
): Promise<DataSource> {
  try {
    return await connect();
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !refusedLogin.has(error.code)) throw error;
    if (login.isGiven)
      throw new StartError(`${variableOf[login.access]}: ${error.message}`, { cause: error });
    await renewPassword(owner, login);
    return connect();
  }
}
