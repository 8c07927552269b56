/** Prometheus endpoint on its own port, for one process or a cluster. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AggregatorRegistry, Registry } from 'prom-client';
import type { Metrics } from './metrics.js';

export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
  /** Set by the operator. */
  readonly isExplicit: boolean;
}

/**
 * Serves `/metrics`; null without an address. A default port in use is logged and returns null; an explicit one throws.
 */
export async function startMetricsServer(
  address: MetricsAddress | null,
  read: () => Promise<string>,
  log: (line: string) => void,
): Promise<Server | null> {
  if (!address) return null;
  const { host, port, isExplicit } = address;
  const server = createServer((request, response) => handleMetricsRequest(request, response, read));
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, host, resolve);
    });
    return server;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isTaken = code === 'EADDRINUSE';
    const reason = isTaken
      ? `Port ${port} of ${host} is in use`
      : `No metrics on port ${port} of ${host}: ${message}`;
    if (isExplicit || !isTaken)
      throw new Error(`${reason}: choose another with METRICS_PORT, or off.`);
    log(`${reason}: there are no metrics; choose another with METRICS_PORT, or off.`);
    return null;
  }
}

async function handleMetricsRequest(
  { url }: IncomingMessage,
  response: ServerResponse,
  read: () => Promise<string>,
) {
  if (url !== '/metrics') {
    response.writeHead(404).end();
    return;
  }
  const text = await read().catch(() => null);
  // A worker may be restarting.
  if (text === null) response.writeHead(503).end();
  else response.writeHead(200, { 'content-type': Registry.PROMETHEUS_CONTENT_TYPE }).end(text);
}

/** Answers the primary's requests for metrics of this worker. */
export function exposeToPrimary({ registry }: Metrics): void {
  AggregatorRegistry.setRegistries(registry);
  // Constructor starts to listen.
  new AggregatorRegistry();
}

/** Metrics of all workers together. */
export function createClusterMetrics(): () => Promise<string> {
  const registry = new AggregatorRegistry();
  return () => registry.clusterMetrics();
}
