/** The address of a client behind proxies. */
import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';

/** Trusted proxies: their number in front of the server, their addresses, or none. */
export type TrustProxy = number | string[] | false;

export type Trust = (address: string, hop: number) => boolean;

/** A function for a number too: Fastify itself trusts no proxy by number, since it cannot check the peer. */
export function compileTrust(trustProxy: TrustProxy): Trust | false {
  if (trustProxy === false) return false;
  return typeof trustProxy === 'number'
    ? (_address, hop) => hop < trustProxy
    : proxyAddr.compile(trustProxy);
}

export type ClientAddressOf = (request: IncomingMessage) => string;

/** Creates a function for the address of a client, from X-Forwarded-For of trusted proxies alone. */
export function createClientAddressOf(trustProxy: TrustProxy): ClientAddressOf {
  const trust = compileTrust(trustProxy);
  return (request) => (trust ? proxyAddr(request, trust) : (request.socket.remoteAddress ?? ''));
}
