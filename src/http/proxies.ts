/** Who asks, where proxies pass questions on. */
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import { hostCheck } from './connections.js';

/** Whose word is taken for whom a request is passed on: so many proxies in front of the server, some addresses, or nobody's. */
export type Proxies = number | string[] | false;

/** What a request can have come by, also where a proxy says it. */
export const PROTOCOLS = ['http', 'https'];

type Trust = (address: string, hop: number) => boolean;

/** Fastify believes no number of proxies, since who asks may be none of them: that is for the operator to see to, who gave it. */
export function trusting(proxies: Proxies): Trust | false {
  if (proxies === false) return false;
  return typeof proxies === 'number'
    ? (_address, hop) => hop < proxies
    : proxyAddr.compile(proxies);
}

/** What is to be known of a request that Fastify has not seen yet. */
export interface Sender {
  /** The address of whoever asks. */
  addressOf(request: IncomingMessage): string;
  /** Whether the request names the host that it is for, and comes by a protocol of ours, in the way that almost all do. */
  isPlain(request: IncomingMessage): boolean;
}

export function senders(proxies: Proxies): Sender {
  const trust = trusting(proxies);
  const isHost = hostCheck();
  const isForwarded = hostCheck();
  return {
    addressOf: (request) =>
      trust ? proxyAddr(request, trust) : (request.socket.remoteAddress ?? ''),
    isPlain({ headers }) {
      if (!isHost(headers.host ?? '')) return false;
      if (!trust) return true;
      const { 'x-forwarded-host': host, 'x-forwarded-proto': protocol } = headers;
      return (
        (host === undefined || isForwarded(String(host))) &&
        (protocol === undefined || PROTOCOLS.includes(String(protocol)))
      );
    },
  };
}
