/** Sends requests over keep-alive connections and measures them. */
import { Agent, request } from 'node:http';

export interface SoakResponse {
  status: number;
  text: string;
  /** Until the last byte. */
  milliseconds: number;
}

export interface SoakRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export type Send = (sent: SoakRequest) => Promise<SoakResponse>;

const REQUEST_TIMEOUT_MS = 10_000;

/** Over at most `connections` connections. Rejects without a response. */
export function createSender(address: string, connections: number): { send: Send; close(): void } {
  const { hostname, port } = new URL(address);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send: Send = ({ method = 'POST', path = '/graphql', headers = {}, body }) => {
    const began = performance.now();
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const sent = request(
        {
          hostname,
          port,
          agent,
          method,
          path,
          headers: { ...headers, ...length },
          timeout: REQUEST_TIMEOUT_MS,
        },
        async (response) => {
          let text = '';
          try {
            for await (const part of response.setEncoding('utf8')) text += part;
          } catch (error) {
            return reject(error);
          }
          const milliseconds = performance.now() - began;
          resolve({ status: response.statusCode ?? 0, text, milliseconds });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('No answer within ten seconds')));
      sent.on('error', reject);
      sent.end(body);
    });
  };
  return { send, close: () => agent.destroy() };
}
