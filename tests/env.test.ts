import { describe, expect, it } from 'vitest';
import { readEnv } from '../src/env.js';
import { DEFAULT_LIMITS } from '../src/graphql/limits/limits.js';

/** The one line an operator reads when a variable cannot be used. */
function refusal(variables: NodeJS.ProcessEnv): string {
  try {
    readEnv(variables);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`Accepted ${JSON.stringify(variables)}`);
}

describe('the environment', () => {
  it('needs nothing: SQLite in the data folder, on port 4000 of this machine only', () => {
    expect(readEnv({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: 'file:./data/scoresheet.db',
      responseCache: true,
      redisUrl: null,
      workers: 1,
      requestsPerMinute: DEFAULT_LIMITS.requestsPerMinute,
      costPerMinute: DEFAULT_LIMITS.costPerMinute,
      drainSeconds: 0,
      trustProxy: false,
      metrics: { host: '127.0.0.1', port: 9464, isExplicit: false },
      logLevel: 'warn',
      warnings: [],
    });
  });

  it('is read from its variables', () => {
    const variables = {
      PORT: '0',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgresql://scoresheet:secret@localhost:5432/scoresheet',
      RESPONSE_CACHE: 'off',
      REDIS_URL: 'rediss://scoresheet:secret@localhost:6379',
      WORKERS: '4',
      RATE_LIMIT: '1000',
      COST_PER_MINUTE: '200000',
      DRAIN_SECONDS: '5',
      TRUST_PROXY: '1',
      METRICS_PORT: '9999',
      METRICS_HOST: '::1',
      NODE_ENV: 'production',
    };
    expect(readEnv(variables)).toEqual({
      port: 0,
      host: '0.0.0.0',
      databaseUrl: variables.DATABASE_URL,
      responseCache: false,
      redisUrl: variables.REDIS_URL,
      workers: 4,
      requestsPerMinute: 1000,
      costPerMinute: 200_000,
      drainSeconds: 5,
      trustProxy: 1,
      metrics: { host: '::1', port: 9999, isExplicit: true },
      logLevel: 'info',
      warnings: [],
    });
  });

  it('is refused on a Node older than the oldest that package.json allows, before anything else', async () => {
    const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
    expect(manifest.engines.node).toBe('>=22.14');
    for (const version of ['18.20.8', '20.20.2', '22.9.0', '22.13.1']) {
      expect(() => readEnv({ PORT: 'eighty' }, version)).toThrow(
        `Node 22.14 or later is needed, but this is Node ${version}: `,
      );
    }
    for (const version of ['22.14.0', '22.20.0', '24.1.0', '26.0.0', '100.0.0']) {
      expect(() => readEnv({}, version)).not.toThrow();
    }
  });

  it.each([
    'file:./data/scoresheet.db',
    'file:/var/lib/scoresheet.db',
    'postgres://localhost/scoresheet',
    'postgresql://user:p%40ss@[::1]:5432/scoresheet?sslmode=require',
  ])('takes %s for a database', (url) => {
    expect(readEnv({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it.each(['eighty', '-1', '65536', '4000.5', '', ' 80', '0x50', '1e3'])(
    'refuses the port "%s"',
    (port) => {
      expect(refusal({ PORT: port })).toBe(
        `PORT must be a whole number from 0 to 65535, but it is "${port}".`,
      );
    },
  );

  it.each(['', 'http://localhost', 'two words'])('refuses the host "%s"', (host) => {
    expect(refusal({ HOST: host })).toMatch(/^HOST must be a host name or an address/);
  });

  it.each(['', 'file:', 'scoresheet.db', 'mysql://localhost/scoresheet', 'postgresql://'])(
    'refuses the database "%s" and says which are accepted',
    (url) => {
      expect(refusal({ DATABASE_URL: url })).toBe(
        'DATABASE_URL must be file:<path> for SQLite or ' +
          `postgresql://<user>:<password>@<host>/<database>, but it is "${url}".`,
      );
    },
  );

  it.each(['', 'no', 'OFF', '0'])('refuses to keep answers "%s"', (word) => {
    expect(refusal({ RESPONSE_CACHE: word })).toBe(
      `RESPONSE_CACHE must be on or off, but it is "${word}".`,
    );
  });

  it('reads ANSWER_CACHE, the former name of RESPONSE_CACHE, with a warning, and the new name wins', () => {
    const former = readEnv({ ANSWER_CACHE: 'off' });
    expect(former.responseCache).toBe(false);
    expect(former.warnings).toEqual([
      'ANSWER_CACHE is called RESPONSE_CACHE now: the former name is read in this release alone.',
    ]);
    const both = readEnv({ ANSWER_CACHE: 'off', RESPONSE_CACHE: 'on' });
    expect(both).toMatchObject({ responseCache: true, warnings: former.warnings });
  });

  it.each(['', '-1', '1.5', '301', '05', 'off'])('refuses to drain for "%s" seconds', (seconds) => {
    expect(refusal({ DRAIN_SECONDS: seconds })).toBe(
      `DRAIN_SECONDS must be a whole number from 0 to 300, but it is "${seconds}".`,
    );
  });

  it.each(['', 'localhost:6379', 'http://localhost:6379', 'redis://'])(
    'refuses to share through "%s"',
    (url) => {
      expect(refusal({ REDIS_URL: url })).toMatch(/^REDIS_URL must be redis:\/\/<host>:<port> or /);
    },
  );

  it.each(['', '0', '65', '-1', '1.5', 'all', '01'])('refuses "%s" processes', (count) => {
    expect(refusal({ WORKERS: count })).toBe(
      `WORKERS must be a whole number from 1 to 64, but it is "${count}".`,
    );
  });

  it('limits neither requests nor costs where that is switched off', () => {
    expect(readEnv({ RATE_LIMIT: 'off' }).requestsPerMinute).toBeNull();
    expect(readEnv({ COST_PER_MINUTE: 'off' }).costPerMinute).toBeNull();
  });

  it.each(['', '0', '-1', '1.5', 'none', '1e3', '2147483648'])(
    'refuses "%s" requests or costs a minute',
    (limit) => {
      expect(refusal({ RATE_LIMIT: limit })).toMatch(
        /^RATE_LIMIT must be a whole number from 1 to /,
      );
      expect(refusal({ COST_PER_MINUTE: limit })).toMatch(
        /^COST_PER_MINUTE must be a whole number from 1 to /,
      );
    },
  );

  it.each([
    ['off', false],
    ['2', 2],
    ['10.0.0.1', ['10.0.0.1']],
    ['10.0.0.0/8, fd00::/8,::1', ['10.0.0.0/8', 'fd00::/8', '::1']],
  ])('believes the proxies "%s"', (proxies, trustProxy) => {
    expect(readEnv({ TRUST_PROXY: proxies }).trustProxy).toEqual(trustProxy);
  });

  it.each(['', '0', '10', 'on', 'true', 'proxy.local', '10.0.0.0/33', '10.0.0.0/', '10.0.0.1,'])(
    'refuses to believe the proxies "%s"',
    (proxies) => {
      expect(refusal({ TRUST_PROXY: proxies })).toMatch(/^TRUST_PROXY must be off, a number /);
    },
  );

  it('tells no metrics where that is switched off', () => {
    expect(readEnv({ METRICS_PORT: 'off' }).metrics).toBeNull();
    expect(refusal({ METRICS_PORT: 'none' })).toMatch(
      /^METRICS_PORT must be a whole number from 0/,
    );
    expect(refusal({ METRICS_HOST: 'two words' })).toMatch(/^METRICS_HOST must be a host name or /);
  });

  it('has the log say less where somebody looks at it, unless told otherwise', () => {
    expect(readEnv({ NODE_ENV: 'development' }).logLevel).toBe('warn');
    expect(readEnv({ NODE_ENV: 'production', LOG_LEVEL: 'debug' }).logLevel).toBe('debug');
    expect(refusal({ LOG_LEVEL: 'loud' })).toBe(
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, but it is "loud".',
    );
  });

  it('never repeats the password of a Redis server', () => {
    expect(refusal({ REDIS_URL: 'http://scoresheet:hunter2@localhost' })).not.toContain('hunter2');
  });

  it.each([
    'mysql://scoresheet:hunter2@localhost/scoresheet',
    'postgresql:/scoresheet:hunter2@localhost/scoresheet',
    'postgresql//scoresheet:hunter2@localhost/scoresheet',
    'scoresheet:hunter2@localhost/scoresheet',
    'postgresql://scoresheet:p@ss:hunter2@localhost:port/scoresheet',
    'host=localhost user=scoresheet password=hunter2',
    'jdbc:postgresql://localhost/scoresheet?user=scoresheet&password=hunter2',
  ])('never repeats the password of %s', (url) => {
    const line = refusal({ DATABASE_URL: url });
    expect(line).not.toContain('hunter2');
    expect(line).toContain('***');
  });

  it.each([
    'postgresql://user:hunter2@ss/w#rd@host/db',
    'postgresql://user:hunter2#x@host/db',
    'postgresql://user:42#hunter2@host/db',
    'postgresql://user:42/hunter2@host/db',
    'postgres://user:42?hunter2@host/db',
    'postgresql://user:hunter2%@host/db',
    'postgresql://user:hunter2%zz@host/db',
    'postgresql://user:hunter2%ff@host/db',
  ])('tells that a password is not percent-encoded, and nothing of it: %s', (url) => {
    expect(refusal({ DATABASE_URL: url })).toBe(
      'DATABASE_URL has a user, a password or a database with a character that must be percent-encoded: ' +
        'write %40 for @, %2F for /, %3F for ?, %23 for # and %25 for %.',
    );
  });

  it.each([
    'postgresql://user:p@ss@host/db',
    'postgresql://us%40er:p%23%2Fss@host/db?sslmode=require',
    'postgresql://host/db?user=a@b&schema=public',
  ])('takes %s, which means what it says', (url) => {
    expect(readEnv({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  it.each(['schema=record', 'sslmode=require&schema=record', 'schema='])(
    'refuses a database with ?%s, without its password',
    (search) => {
      const line = refusal({ DATABASE_URL: `postgresql://user:hunter2@host/db?${search}` });
      expect(line).toMatch(/^DATABASE_URL names a schema, which is not supported: leave /);
      expect(line).not.toContain('hunter2');
    },
  );

  it('is refused in one line, whatever was received', () => {
    expect(refusal({ PORT: '40\n00' })).not.toContain('\n');
  });
});
