/**
 * GraphiQL at `/playground`, whole from this server: the page names no other host, so it works on a
 * closed network and tells nobody who is asking.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_HEADERS } from '../protection/security-headers.js';
import { CONTENT_SECURITY_POLICY, playgroundPage, playgroundScript } from './page.js';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A file of the playground with its content in every form it is sent in, smallest first. */
interface Asset {
  /** Holds a hash of the content, so that what a browser keeps can never be out of date. */
  path: string;
  type: string;
  br: Buffer;
  gzip: Buffer;
  identity: Buffer;
}

const ASSET_HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'accept-encoding',
};

/** The page as it goes out, at whichever address asks for it. */
export interface PlaygroundPage {
  headers: Record<string, string>;
  html: string;
}

/**
 * Serves the playground and its files on `app`. Returns the page, for the other address that shows
 * it: a browser's `GET /graphql`.
 */
export async function registerPlayground(app: FastifyInstance): Promise<PlaygroundPage> {
  const styles = await Promise.all([copied('graphiql.min.css')]);
  const scripts = await Promise.all([
    copied('react.production.min.js'),
    copied('react-dom.production.min.js'),
    copied('graphiql.min.js'),
    compressAsset('playground.js', Buffer.from(playgroundScript())),
  ]);
  const pathOf = ({ path }: Asset) => path;
  const page: PlaygroundPage = {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'cache-control': 'no-cache',
      'referrer-policy': 'no-referrer',
      // Who accepts something else is answered otherwise at the same address.
      vary: 'accept',
    },
    html: playgroundPage(styles.map(pathOf), scripts.map(pathOf)),
  };
  // Only for what is shown has helmet a dozen headers to set.
  await app.register(async (pages) => {
    await pages.register(helmet, PAGE_HEADERS);
    pages.get('/playground', (_request, reply) => reply.headers(page.headers).send(page.html));
    for (const file of [...styles, ...scripts]) {
      pages.get(file.path, (request, reply) => sendAsset(request, reply, file));
    }
  });
  return page;
}

/** A file that `playground/copy-packaged.ts` has copied out of its package, which need not be installed any more. */
async function copied(file: string): Promise<Asset> {
  return compressAsset(
    file,
    await readFile(new URL(`../../generated/playground/${file}`, import.meta.url)),
  );
}

/** Compresses once, at start. A higher brotli quality would take seconds for a tenth less. */
async function compressAsset(file: string, content: Buffer): Promise<Asset> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return {
    path: `/playground/${hash}/${file}`,
    type: file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    br: await brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    gzip: await gzipped(content),
    identity: content,
  };
}

/** Sends the smallest form the client takes. Weights are not compared: browsers give none. */
function sendAsset(request: FastifyRequest, reply: FastifyReply, file: Asset): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name));
  if (encoding) reply.header('content-encoding', encoding);
  return reply
    .headers(ASSET_HEADERS)
    .type(file.type)
    .send(file[encoding ?? 'identity']);
}
