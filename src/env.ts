/** Nothing else in `src` reads `process.env`. */
import { isIP } from 'node:net';
import { z } from 'zod';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

type LogLevel = (typeof LOG_LEVELS)[number];

export interface Env {
  /** 0: any free port. */
  port: number;
  host: string;
  databaseUrl: string;
  responseCache: boolean;
  /** Redis shared by several servers; null: none. */
  redisUrl: string | null;
  /** Number of processes on the port. */
  workers: number;
  /** For each client network; null: unlimited. */
  requestsPerMinute: number | null;
  /** Of computed responses, for each client network; null: unlimited. */
  costPerMinute: number | null;
  /** Time between "unready" and closing the port, s. */
  drainSeconds: number;
  /** Proxies that may set X-Forwarded-For: their number or their addresses; false: none. */
  trustProxy: number | string[] | false;
  /** Address of the metrics; null: none. Only an explicit port must be free. */
  metrics: { host: string; port: number; isExplicit: boolean } | null;
  logLevel: LogLevel;
  /** One line for each former name of a variable that is still set. */
  warnings: string[];
}

/** Each message completes the sentence "PORT must be …". */
const EXPECTED = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  RESPONSE_CACHE: 'on or off',
  REDIS_URL: 'redis://<host>:<port> or rediss://<user>:<password>@<host>:<port>',
  WORKERS: 'a whole number from 1 to 64',
  RATE_LIMIT: 'a whole number from 1 to 2147483647, or off',
  COST_PER_MINUTE: 'a whole number from 1 to 2147483647, or off',
  DRAIN_SECONDS: 'a whole number from 0 to 300',
  TRUST_PROXY:
    'off, a number of proxies from 1 to 9, or addresses such as 10.0.0.1 or 10.0.0.0/8, with commas between',
  METRICS_PORT: 'a whole number from 0 to 65535, or off',
  METRICS_HOST: 'a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')}`,
  DATABASE_URL: 'file:<path> for SQLite or postgresql://<user>:<password>@<host>/<database>',
};

const HOST = /^[\w.:%-]+$/;

const DEFAULT_METRICS_PORT = 9464;

const variablesSchema = z.object({
  PORT: z.string().refine(isPort, EXPECTED.PORT).transform(Number).default(4000),
  HOST: z.string().regex(HOST, EXPECTED.HOST).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, EXPECTED.DATABASE_URL)
    .default('file:./data/scoresheet.db'),
  RESPONSE_CACHE: z.enum(['on', 'off'], EXPECTED.RESPONSE_CACHE).default('on'),
  REDIS_URL: z.string().refine(isRedisUrl, EXPECTED.REDIS_URL).optional(),
  WORKERS: z
    .string()
    .regex(/^([1-9]|[1-5]\d|6[0-4])$/, EXPECTED.WORKERS)
    .transform(Number)
    .default(1),
  RATE_LIMIT: z
    .string()
    .refine(isRateLimit, EXPECTED.RATE_LIMIT)
    .transform(parseRateLimit)
    .default(600),
  COST_PER_MINUTE: z
    .string()
    .refine(isRateLimit, EXPECTED.COST_PER_MINUTE)
    .transform(parseRateLimit)
    .default(600_000),
  DRAIN_SECONDS: z
    .string()
    .regex(/^(\d|[1-9]\d|[12]\d\d|300)$/, EXPECTED.DRAIN_SECONDS)
    .transform(Number)
    .default(0),
  TRUST_PROXY: z
    .string()
    .refine(isTrustProxy, EXPECTED.TRUST_PROXY)
    .transform(parseTrustProxy)
    .default(false),
  METRICS_PORT: z
    .string()
    .refine((port) => port === 'off' || isPort(port), EXPECTED.METRICS_PORT)
    .optional(),
  METRICS_HOST: z.string().regex(HOST, EXPECTED.METRICS_HOST).default('127.0.0.1'),
  LOG_LEVEL: z.enum(LOG_LEVELS, EXPECTED.LOG_LEVEL).optional(),
  NODE_ENV: z.string().optional(),
});

/** Former names, read for one release. */
const RENAMED = { ANSWER_CACHE: 'RESPONSE_CACHE' };

/** Throws one line: `PORT must be a whole number from 0 to 65535, but it is "eighty".` */
export function readEnv(
  variables: NodeJS.ProcessEnv = process.env,
  node: string = process.versions.node,
): Env {
  const fault = nodeFault(node) ?? databaseFault(variables.DATABASE_URL ?? '');
  if (fault) throw new Error(fault);
  const { current, warnings } = withCurrentNames(variables);
  const { success, data, error } = variablesSchema.safeParse(current);
  if (success) {
    return {
      port: data.PORT,
      host: data.HOST,
      databaseUrl: data.DATABASE_URL,
      responseCache: data.RESPONSE_CACHE === 'on',
      redisUrl: data.REDIS_URL ?? null,
      workers: data.WORKERS,
      requestsPerMinute: data.RATE_LIMIT,
      costPerMinute: data.COST_PER_MINUTE,
      drainSeconds: data.DRAIN_SECONDS,
      trustProxy: data.TRUST_PROXY,
      metrics: metricsAt(data.METRICS_HOST, data.METRICS_PORT),
      logLevel: data.LOG_LEVEL ?? (data.NODE_ENV === 'production' ? 'info' : 'warn'),
      warnings,
    };
  }
  const [wrong] = error.issues;
  const name = String(wrong?.path[0]);
  const received = JSON.stringify(maskPassword(current[name] ?? ''));
  throw new Error(`${name} must be ${wrong?.message}, but it is ${received}.`);
}

function withCurrentNames(variables: NodeJS.ProcessEnv) {
  const current = { ...variables };
  const warnings = Object.entries(RENAMED).flatMap(([former, name]) => {
    if (variables[former] === undefined) return [];
    current[name] ??= variables[former];
    return [`${former} is called ${name} now: the former name is read in this release alone.`];
  });
  return { current, warnings };
}

export function childEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  return { ...process.env, DATABASE_URL: databaseUrl };
}

export interface ServingRole {
  name: string;
  password: string;
}

/** The role of `npm run serving-role`. Throws without SERVING_PASSWORD. */
export function readServingRole(variables: NodeJS.ProcessEnv = process.env): ServingRole {
  const { SERVING_ROLE: name = 'scoresheet_reader', SERVING_PASSWORD: password } = variables;
  if (!password) throw new Error('SERVING_PASSWORD must be the password that the role is to have.');
  return { name, password };
}

/** better-sqlite3 crashes an older Node without a message. */
const OLDEST_NODE = '22.14.0';

/** One sentence; null if the program can run. */
export function nodeFault(version: string = process.versions.node): string | null {
  const isOlder = version.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0;
  return isOlder
    ? `Node 22.14 or later is needed, but this is Node ${version}: npm scripts and npx find the one that the packages bring for Linux.`
    : null;
}

function isPort(port: string): boolean {
  return /^\d{1,5}$/.test(port) && Number(port) <= 65535;
}

function metricsAt(host: string, port: string | undefined): Env['metrics'] {
  if (port === 'off') return null;
  return { host, port: Number(port ?? DEFAULT_METRICS_PORT), isExplicit: port !== undefined };
}

function isDatabaseUrl(url: string): boolean {
  return /^file:./.test(url) || (/^postgres(ql)?:\/\/./.test(url) && URL.canParse(url));
}

/** Postgres URL by its delimiters, not decoded. */
const POSTGRES =
  /^postgres(?:ql)?:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<search>[^#]*)(?<hash>.*)$/s;

/** Why a Postgres URL would be misread, without any of its values; null if it would not. */
export function databaseFault(url: string): string | null {
  const parts = POSTGRES.exec(url)?.groups;
  if (!parts) return null;
  if (isUnencoded(parts)) {
    return (
      'DATABASE_URL has a user, a password or a database with a character that must be percent-encoded: ' +
      'write %40 for @, %2F for /, %3F for ?, %23 for # and %25 for %.'
    );
  }
  const schema = new URLSearchParams(parts.search).get('schema');
  return schema === null || schema === 'public'
    ? null
    : 'DATABASE_URL names a schema, which is not supported: leave ?schema= out and give the record a database of its own.';
}

/** Whether a delimiter stands inside a part of the URL. */
function isUnencoded({ authority = '', path = '', search = '', hash = '' }: Parts): boolean {
  const names = [...new URLSearchParams(search).keys()];
  return (
    hash !== '' ||
    [path, ...names].some((text) => text.includes('@')) ||
    !isDecodable(authority + path)
  );
}

type Parts = Record<string, string>;

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isRedisUrl(url: string): boolean {
  return /^rediss?:\/\/./.test(url) && URL.canParse(url);
}

function isRateLimit(limit: string): boolean {
  return limit === 'off' || (/^[1-9]\d{0,9}$/.test(limit) && Number(limit) < 2 ** 31);
}

function parseRateLimit(limit: string): number | null {
  return limit === 'off' ? null : Number(limit);
}

function isTrustProxy(proxies: string): boolean {
  return /^(off|[1-9])$/.test(proxies) || proxies.split(',').every(isNetwork);
}

/** An IP address or a CIDR range. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.trim().split('/');
  const length = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const isWithin = bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= length);
  return length > 0 && isWithin && rest.length === 0;
}

function parseTrustProxy(proxies: string): Env['trustProxy'] {
  if (proxies === 'off') return false;
  return /^\d$/.test(proxies) ? Number(proxies) : proxies.split(',').map((one) => one.trim());
}

/** Replaces passwords by `***`, by shape (`:…@`, `password=…`), since the URL may be malformed. */
function maskPassword(text: string): string {
  return text.replace(/:(?!\/\/).*@/s, ':***@').replace(/(password=)[^&\s]*/gi, '$1***');
}
