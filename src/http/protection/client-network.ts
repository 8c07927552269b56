/** The network of a client, as limits count it. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address as proxies write it: in brackets, with a port. */
const ADDRESS_WITH_PORT = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/;

/** One IPv4 address, or the 64-bit prefix of an IPv6 address. All texts that are no address share one network, "unknown". */
export function clientNetworkOf(written: string): string {
  const [, bracketed, bare] = ADDRESS_WITH_PORT.exec(written) ?? [];
  const text = bracketed ?? bare ?? written;
  if (isIP(text) === 0) return 'unknown';
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address.toString();
  const network = (address as ipaddr.IPv6).parts.slice(0, 4);
  return `${network.map((part) => part.toString(16)).join(':')}::/64`;
}
