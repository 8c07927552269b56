/** Who asks, where proxies pass questions on. */
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { createHostCheck } from './connection-limits.js';

/** Whose word is taken for whom a request is passed on: so many proxies in front of the server, some addresses, or nobody's. */
export type TrustProxy = number | string[] | false;

/** What a request can have come by, also where a proxy says it. */
export const ALLOWED_PROTOCOLS = ['http', 'https'];

type Trust = (address: string, hop: number) => boolean;

/** Fastify believes no number of proxies, since who asks may be none of them: that is for the operator to see to, who gave it. */
export function compileTrust(proxies: TrustProxy): Trust | false {
  if (proxies === false) return false;
  return typeof proxies === 'number'
    ? (_address, hop) => hop < proxies
    : proxyAddr.compile(proxies);
}

/** What is to be known of a request that Fastify has not seen yet. */
export interface ClientResolver {
  /** The address of whoever asks. */
  clientAddressOf(request: IncomingMessage): string;
  /** Whether the request names the host that it is for, and comes by a protocol of ours, in the way that almost all do. */
  hasValidHost(request: IncomingMessage): boolean;
}

export function createClientResolver(proxies: TrustProxy): ClientResolver {
  const trust = compileTrust(proxies);
  const isHost = createHostCheck();
  const isForwarded = createHostCheck();
  return {
    clientAddressOf: (request) =>
      trust ? proxyAddr(request, trust) : (request.socket.remoteAddress ?? ''),
    hasValidHost({ headers }) {
      if (!isHost(headers.host ?? '')) return false;
      if (!trust) return true;
      const { 'x-forwarded-host': host, 'x-forwarded-proto': protocol } = headers;
      return (
        (host === undefined || isForwarded(String(host))) &&
        (protocol === undefined || ALLOWED_PROTOCOLS.includes(String(protocol)))
      );
    },
  };
}
