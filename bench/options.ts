/** The command line of the benchmark. */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';
import { parseArgs } from 'node:util';

export interface Options {
  /** A running server; undefined starts the built one. */
  url: string | undefined;
  connections: number;
  seconds: number;
  operations: string[] | undefined;
  seed: number;
  /** Without the response cache. */
  cold: boolean;
  /** A file for the table. */
  out: string | undefined;
  explain: boolean;
  sizes: number[] | undefined;
  /** Measures the cost of the response cache. */
  store: boolean;
  /** Measures a cheap operation beside costly ones. */
  holdUp: boolean;
}

/** Throws one line for an invalid option. */
export async function readOptions(words: readonly string[]): Promise<Options> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      url: { type: 'string' },
      connections: { type: 'string', default: '16' },
      seconds: { type: 'string', default: '3' },
      operations: { type: 'string' },
      seed: { type: 'string', default: '1872' },
      cold: { type: 'boolean', default: false },
      out: { type: 'string' },
      explain: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      store: { type: 'boolean', default: false },
      'hold-up': { type: 'boolean', default: false },
    },
  });
  if (values.url !== undefined) await checkLoopback(values.url);
  return {
    ...values,
    url: values.url,
    out: values.out,
    holdUp: values['hold-up'],
    connections: parseInteger('connections', values.connections, 1, 256),
    seconds: parseInteger('seconds', values.seconds, 1, 60),
    seed: parseInteger('seed', values.seed, 0, 2 ** 31 - 1),
    operations: values.operations?.split(','),
    sizes: values.sizes?.split(',').map((size) => parseInteger('sizes', size, 1, 20)),
  };
}

/** Throws one line for an invalid number. */
export function parseInteger(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${name} takes whole numbers from ${least} to ${most}, got "${text}".`);
}

/** Only this machine is ever put under load. */
async function checkLoopback(url: string): Promise<void> {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8, 'ipv4');
  loopback.addAddress('::1', 'ipv6');
  const found = await addressOf(url);
  if (found && loopback.check(found.address, found.family === 6 ? 'ipv6' : 'ipv4')) return;
  throw new Error(
    `--url must be an address of this machine, such as http://127.0.0.1:4000/graphql, got "${url}".`,
  );
}

/** Null for a host that does not resolve. */
async function addressOf(url: string): Promise<LookupAddress | null> {
  if (!URL.canParse(url)) return null;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return host === '' ? null : lookup(host).catch(() => null);
}
