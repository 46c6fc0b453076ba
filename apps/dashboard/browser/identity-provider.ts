import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '../../..');
const program = `
  import { loadTypescript } from './tools/load-typescript.mjs';
  await loadTypescript('apps/api/src/access/provider/testing/serve-identity-provider.ts');
`;

/** What a real OpenID Connect provider on this machine says of whoever is sent there. */
export type Account = {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
};

/** That provider, in a process of its own. */
export class IdentityProvider {
  private constructor(
    private readonly child: ChildProcess,
    /** What the server must be started with. */
    readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(): Promise<IdentityProvider> {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('http://')) continue;
      return new IdentityProvider(child, {
        VIGIE_OIDC_ISSUER: line,
        VIGIE_OIDC_CLIENT_ID: 'vigie',
        VIGIE_OIDC_CLIENT_SECRET: 'what the provider and the centre alone know',
        VIGIE_OIDC_NAME: 'Compte de l’hôpital',
        VIGIE_OIDC_ROLES: 'chefs=supervisor',
      });
    }
    throw new Error('the identity provider did not start');
  }

  /** Lets pages of that origin send people there, who then are this one. */
  expect(origin: string, account: Account): void {
    this.child.stdin?.write(`${JSON.stringify({ origin, account })}\n`);
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.stdin?.end();
    await gone;
  }
}
