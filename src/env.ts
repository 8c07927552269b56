/** The settings an operator gives by environment variables. Nothing else in `src` reads them. */
import { isIP } from 'node:net';
import { z } from 'zod';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

type LogLevel = (typeof LOG_LEVELS)[number];

/** What the surroundings told the program, checked. */
export interface Env {
  /** 0 lets the system choose a free port. */
  port: number;
  host: string;
  databaseUrl: string;
  /** Whether complete answers are kept; `ANSWER_CACHE=off` answers every question from the record. */
  responseCache: boolean;
  /** Where servers share what they keep; null where each keeps its own. */
  redisUrl: string | null;
  /** How many processes answer; they share the port. */
  workers: number;
  /** How many requests an address may make in a minute; null where they are not counted. */
  requestsPerMinute: number | null;
  /** Whom to believe for whom a request was passed on: so many proxies, or those at these addresses; false for nobody. */
  trustProxy: number | string[] | false;
  /** Where Prometheus finds its metrics; null for nowhere. A port that nobody chose may be taken by another server. */
  metrics: { host: string; port: number; isExplicit: boolean } | null;
  /** The least that is written to the log, as pino calls it. */
  logLevel: LogLevel;
}

/** Each message completes the sentence "PORT must be …". */
const EXPECTED = {
  PORT: 'a whole number from 0 to 65535',
  HOST: 'a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  ANSWER_CACHE: 'on or off',
  REDIS_URL: 'redis://<host>:<port> or rediss://<user>:<password>@<host>:<port>',
  WORKERS: 'a whole number from 1 to 64',
  RATE_LIMIT: 'a whole number from 1 to 4294967295, or off',
  TRUST_PROXY:
    'off, a number of proxies from 1 to 9, or addresses such as 10.0.0.1 or 10.0.0.0/8, with commas between',
  METRICS_PORT: 'a whole number from 0 to 65535, or off',
  METRICS_HOST: 'a host name or an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')}`,
  DATABASE_URL: 'file:<path> for SQLite or postgresql://<user>:<password>@<host>/<database>',
};

const HOST = /^[\w.:%-]+$/;

/** Where programs without a port of their own tell Prometheus. */
const DEFAULT_METRICS_PORT = 9464;

const variablesSchema = z.object({
  PORT: z.string().refine(isPort, EXPECTED.PORT).transform(Number).default(4000),
  HOST: z.string().regex(HOST, EXPECTED.HOST).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, EXPECTED.DATABASE_URL)
    .default('file:./data/scoresheet.db'),
  ANSWER_CACHE: z.enum(['on', 'off'], EXPECTED.ANSWER_CACHE).default('on'),
  REDIS_URL: z.string().refine(isRedisUrl, EXPECTED.REDIS_URL).optional(),
  WORKERS: z
    .string()
    .regex(/^([1-9]|[1-5]\d|6[0-4])$/, EXPECTED.WORKERS)
    .transform(Number)
    .default(1),
  RATE_LIMIT: z
    .string()
    .refine((limit) => limit === 'off' || isRateLimit(limit), EXPECTED.RATE_LIMIT)
    .transform((limit) => (limit === 'off' ? null : Number(limit)))
    .default(600),
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

/**
 * Reads the environment; a value that cannot be used throws one line for the operator:
 * `PORT must be a whole number from 0 to 65535, but it is "eighty".`
 */
export function readEnv(
  variables: NodeJS.ProcessEnv = process.env,
  node: string = process.versions.node,
): Env {
  const fault = nodeFault(node) ?? databaseFault(variables.DATABASE_URL ?? '');
  if (fault) throw new Error(fault);
  const { success, data, error } = variablesSchema.safeParse(variables);
  if (success) {
    return {
      port: data.PORT,
      host: data.HOST,
      databaseUrl: data.DATABASE_URL,
      responseCache: data.ANSWER_CACHE === 'on',
      redisUrl: data.REDIS_URL ?? null,
      workers: data.WORKERS,
      requestsPerMinute: data.RATE_LIMIT,
      trustProxy: data.TRUST_PROXY,
      metrics: metricsAt(data.METRICS_HOST, data.METRICS_PORT),
      logLevel: data.LOG_LEVEL ?? (data.NODE_ENV === 'production' ? 'info' : 'warn'),
    };
  }
  const [wrong] = error.issues;
  const name = String(wrong?.path[0]);
  const received = JSON.stringify(maskPassword(variables[name] ?? ''));
  throw new Error(`${name} must be ${wrong?.message}, but it is ${received}.`);
}

/** The oldest Node that takes the driver of SQLite: an older one dies of it without a word. */
const OLDEST_NODE = '22.14.0';

/** Why the program cannot run on a version of Node, in a sentence; null where it can. */
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

/** The address of a Postgres: its parts as they stand there, whatever they mean. */
const POSTGRES =
  /^postgres(?:ql)?:\/\/(?<authority>[^/?#]*)(?<path>[^?#]*)(?<search>[^#]*)(?<hash>.*)$/s;

/**
 * Why the address of a Postgres means something else than whoever wrote it thinks, in a sentence that shows nothing of it;
 * null where it does not.
 */
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

/** Whether a sign that divides the parts of an address stands where it divides nothing. */
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
  return /^[1-9]\d{0,9}$/.test(limit) && Number(limit) < 2 ** 32;
}

function isTrustProxy(proxies: string): boolean {
  return /^(off|[1-9])$/.test(proxies) || proxies.split(',').every(isNetwork);
}

/** An address, or all that begin with so many bits of it. */
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

/**
 * The text with whatever may be a password replaced by `***`. It has to serve malformed addresses
 * too, so it goes by the shape (`:…@`, `password=…`) and parses nothing.
 */
function maskPassword(text: string): string {
  return text.replace(/:(?!\/\/).*@/s, ':***@').replace(/(password=)[^&\s]*/gi, '$1***');
}
