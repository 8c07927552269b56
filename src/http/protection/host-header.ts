import type { IncomingMessage } from 'node:http';
import { compileTrust, type TrustProxy } from './trust-proxy.js';

/** Name or address, optional port. */
const HOST_PATTERN = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?$/i;

const ALLOWED_PROTOCOLS = ['http', 'https'];

/** Keeps the last valid value: most requests have the same. */
export function createHostCheck(): (host: string) => boolean {
  let valid: string | null = null;
  return (host) => {
    if (host === valid) return true;
    if (!HOST_PATTERN.test(host) || !URL.canParse(`http://${host}/`)) return false;
    valid = host;
    return true;
  };
}

/** Message of a 400; null if valid. */
export type CheckRequestHost = (request: IncomingMessage) => string | null;

/** Forwarded headers: last value, from a trusted proxy only. */
export function createRequestHostCheck(trustProxy: TrustProxy): CheckRequestHost {
  const trust = compileTrust(trustProxy) || null;
  const isHost = createHostCheck();
  const isForwardedHost = createHostCheck();
  return ({ headers, socket }) => {
    if (!isHost(headers.host ?? '')) return 'The Host header must name a host.';
    if (!trust?.(socket.remoteAddress ?? '', 0)) return null;
    const host = lastOf(headers['x-forwarded-host']);
    if (host && !isForwardedHost(host)) return 'X-Forwarded-Host must name a host.';
    const protocol = lastOf(headers['x-forwarded-proto']);
    if (!protocol || ALLOWED_PROTOCOLS.includes(protocol)) return null;
    return 'X-Forwarded-Proto must be http or https.';
  };
}

function lastOf(header: string | string[] | undefined): string | undefined {
  return header === undefined ? undefined : String(header).split(',').at(-1)?.trim();
}
