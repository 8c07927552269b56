/** Requests with exactly the headers that are given, which `fetch` does not send. */
import { request } from 'node:http';

export interface RawRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface RawResponse {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export function send(
  address: string,
  { method = 'POST', path = '/graphql', headers = {}, body }: RawRequest,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const asking = request(address, { method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text }),
      );
    });
    asking.on('error', reject).end(body);
  });
}
