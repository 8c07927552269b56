import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

export type TrustProxy = number | string[] | false;

export type Trust = (address: string, hop: number) => boolean;

/** A number too becomes a function: Fastify trusts no proxy by number, as it cannot check the peer. */
export function compileTrust(trustProxy: TrustProxy): Trust | false {
  if (trustProxy === false) return false;
  return typeof trustProxy === 'number'
    ? (_address, hop) => hop < trustProxy
    : proxyAddr.compile(trustProxy);
}

export type ClientAddressOf = (request: IncomingMessage) => string;

/** Uses X-Forwarded-For of trusted proxies only. */
export function createClientAddressOf(trustProxy: TrustProxy): ClientAddressOf {
  const trust = compileTrust(trustProxy);
  return (request) => (trust ? proxyAddr(request, trust) : (request.socket.remoteAddress ?? ''));
}
