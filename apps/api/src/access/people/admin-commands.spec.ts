import { describe, expect, it } from '@jest/globals';
import { Command } from 'commander';

import { registerAdminCommands } from './admin-commands';

/** What the command line says to an invitation that cannot be one; nothing is opened for it. */
async function said(...words: readonly string[]): Promise<string> {
  const program = new Command('vigie');
  registerAdminCommands(program, () => Promise.reject(new Error('opened')));
  const asked = ['node', 'vigie', 'admin', 'invite', ...words, '--tenant', 'place'];
  return program.parseAsync(asked).then(
    () => 'invited',
    (error: unknown) => (error as Error).message,
  );
}

describe('an invitation on the command line', () => {
  it('of a manager without clinics says how they are given', async () => {
    expect(await said('a@example.com', '--role', 'manager')).toContain('add --clinics ID,ID');
    expect(await said('a@example.com', '--role', 'manager', '--clinics', 'durand')).toBe('opened');
  });

  it('over less than such a role is given for says what to leave out', async () => {
    expect(await said('a@example.com', '--role', 'officer', '--clinics', 'durand')).toContain(
      'leave --clinics and --teams out',
    );
    expect(await said('a@example.com', '--role', 'secretary', '--clinics', 'durand')).toContain(
      'leave --clinics out',
    );
  });

  it('to what is no address shows what was written, and how one looks', async () => {
    expect(await said('claire')).toBe('“claire” is no e-mail address: write it as claire@example.com.');
    expect(await said('a@example.com', '--language', 'de')).toContain('fr, ca or en, not “de”');
  });
});
