/** What docker compose is told. There may be no engine to start it with: what it says is held against what the program wants. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEnv } from '../../src/env.js';

interface Service {
  image?: string;
  profiles?: string[];
  command?: string[];
  environment?: Record<string, string | null>;
  depends_on?: string[] | Record<string, { condition: string }>;
  volumes?: string[];
  read_only?: boolean;
  stop_grace_period?: string;
  healthcheck?: object;
}

const PROFILES = ['db', 'scale'];

/** Settings that services set in their own way, and those that are not of the server: its ports, addresses and passwords. */
const OF_THE_TOPOLOGY = [
  ...['PORT', 'HOST', 'METRICS_HOST', 'DATABASE_URL'],
  ...['POSTGRES_PASSWORD', 'SERVING_PASSWORD'],
];

/** Settings that each serving service has beside those. */
const ALWAYS_SET = ['DATABASE_URL', 'METRICS_HOST'];

const text = readFileSync('docker-compose.yml', 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };

/** The values that hold where nothing is set. */
const filledIn = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

const dependenciesOf = ({ depends_on = [] }: Service) =>
  Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);

const client = ['docker compose', 'docker-compose'].find(
  (command) => spawnSync(`${command} version`, { shell: true }).status === 0,
);

describe('docker compose', () => {
  it.skipIf(!client).each(['', ...PROFILES.map((profile) => `--profile ${profile}`)])(
    'takes the file: config %s',
    (profile) => {
      const { status, stderr } = spawnSync(`${client} ${profile} config -q`, { shell: true });
      expect({ status, stderr: String(stderr) }).toMatchObject({ status: 0 });
    },
  );

  it('starts one container on SQLite where nothing is asked for', () => {
    const always = Object.keys(services).filter((name) => !services[name]?.profiles);
    expect(always).toEqual(['api']);
  });

  for (const [name, service] of Object.entries(services)) {
    describe(name, () => {
      it('finds in each of its profiles what it depends on', () => {
        for (const dependency of dependenciesOf(service)) {
          const there = services[dependency]?.profiles ?? PROFILES;
          expect(there).toEqual(expect.arrayContaining(service.profiles ?? []));
        }
      });

      it('waits only for what says that it is healthy', () => {
        const { depends_on = [] } = service;
        if (Array.isArray(depends_on)) return;
        for (const [dependency, { condition }] of Object.entries(depends_on)) {
          if (condition !== 'service_healthy') continue;
          expect(services[dependency]).toHaveProperty('healthcheck');
        }
      });

      it('mounts files that are there', () => {
        const files = (service.volumes ?? []).filter((volume) => volume.startsWith('./'));
        for (const file of files) expect(existsSync(file.split(':')[0] ?? '')).toBe(true);
      });
    });
  }

  const own = Object.entries(services).filter(([, { image }]) => image === 'scoresheet');

  it.each(own)('gives %s settings that the program takes', (_name, { environment = {} }) => {
    const variables = Object.fromEntries(
      Object.entries(environment).flatMap(([name, value]) =>
        value === null ? [] : [[name, filledIn(value)]],
      ),
    );
    expect(() => readEnv(variables)).not.toThrow();
  });

  it('believes a proxy for whom it asks where there is one, and nobody elsewhere', () => {
    const believing = own.filter(([, { environment }]) => environment?.TRUST_PROXY != null);
    expect(believing.map(([name]) => name)).toEqual(['one-of-many']);
    for (const [, service] of believing) expect(service).not.toHaveProperty('ports');
  });

  it.each(own)(
    'waits for %s longer than it drains and waits for its requests',
    (_name, service) => {
      const [, drainSeconds] = /DRAIN_SECONDS=(\d+)/.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
      expect(Number(drainSeconds)).toBeGreaterThan(0);
      const seconds = Number.parseInt(service.stop_grace_period ?? '', 10);
      expect(seconds).toBeGreaterThan(Number(drainSeconds) + 8);
    },
  );

  it.each(own.filter(([name]) => name !== 'setup'))(
    'passes %s every variable of .env.example but those that the topology sets',
    (_name, { environment = {} }) => {
      const inExample = [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm)];
      const passed = inExample
        .map(([, name = '']) => name)
        .filter((name) => !OF_THE_TOPOLOGY.includes(name));
      expect(Object.keys(environment).sort()).toEqual([...passed, ...ALWAYS_SET].sort());
      const fixed = Object.entries(environment).filter(([, value]) => value !== null);
      const known = [...ALWAYS_SET, 'REDIS_URL', 'TRUST_PROXY'];
      expect(known).toEqual(expect.arrayContaining(fixed.map(([name]) => name)));
    },
  );

  it('lets who serves from Postgres write nothing, neither there nor on the disk', () => {
    const serving = own.filter(([, { command }]) => command?.includes('dist/main.js'));
    expect(serving.map(([name]) => name)).toEqual(['api-on-postgres', 'one-of-many']);
    for (const [, { environment, read_only }] of serving) {
      expect(environment?.DATABASE_URL).toContain('//scoresheet_reader:');
      expect(read_only).toBe(true);
    }
  });
});

describe('the image', () => {
  const stages = readFileSync('Dockerfile', 'utf8')
    .split(/^FROM /m)
    .slice(1);
  const last = stages.at(-1) ?? '';

  it('runs as nobody who matters, and says whether it is well', () => {
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
  });

  it('has no tools of development in its last stage', () => {
    expect(last).not.toContain('apt-get');
    expect(last).toContain('COPY --from=dependencies /app/node_modules');
    expect(stages.find((stage) => / AS dependencies\n/.test(stage))).toContain('npm ci --omit=dev');
  });

  it('has neither tsx nor sources in its last stage', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    expect(Object.keys(dependencies)).not.toContain('tsx');
    for (const name of ['tsx', 'esbuild']) expect(packages[`node_modules/${name}`].dev).toBe(true);
    const copied = [...last.matchAll(/^COPY (?:--from=\w+ )?(.+) \S+$/gm)].flatMap(
      ([, names = '']) => names.split(' ').map((name) => name.replace('/app/', '')),
    );
    expect(copied.sort()).toEqual([
      'bin',
      'dist',
      'node_modules',
      'operations',
      'package.json',
      'prisma',
      'prisma.config.ts',
      'schema.graphql',
    ]);
  });

  it('runs on the Node of its base and brings no other', () => {
    const bases = stages.map((stage) => stage.split(/\s/, 1)[0]);
    expect(new Set(bases)).toEqual(new Set(['node:24-bookworm-slim', 'tools']));
    const installs = stages.join('').match(/npm ci.*/g) ?? [];
    for (const install of installs) expect(install).toContain('--omit=optional');
    expect(installs).toHaveLength(2);
  });

  it('makes Node the first process, which hears the signal to stop', () => {
    expect(last).toMatch(/^CMD .*exec node( --[\w=-]+)* dist\/main\.js"\]$/m);
  });

  it('copies what is there', () => {
    const sources = [...last.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names]) =>
      names?.split(' '),
    );
    for (const source of sources) expect(existsSync(source ?? '')).toBe(true);
  });
});
