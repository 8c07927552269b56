/** GraphiQL at `/playground`, without other hosts. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Kind, parse } from 'graphql';
import { PAGE_HEADERS } from '../protection/security-headers.js';
import { CONTENT_SECURITY_POLICY, playgroundPage, playgroundScript } from './page.js';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** A file in every encoding. */
interface Asset {
  /** Relative to the page; content hash allows caching for ever. */
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

export interface PlaygroundPage {
  headers: Record<string, string>;
  html: string;
}

/** Returns the page for a browser's `GET /graphql`; relative URLs need the same level as `/playground`. */
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
      // `GET /graphql` answers JSON to other clients.
      vary: 'accept',
    },
    html: playgroundPage(styles.map(pathOf), scripts.map(pathOf), await readDescription()),
  };
  await app.register(async (pages) => {
    await pages.register(helmet, PAGE_HEADERS);
    pages.get('/playground', (_request, reply) => reply.headers(page.headers).send(page.html));
    for (const file of [...styles, ...scripts]) {
      pages.get(`/${file.path}`, (request, reply) => sendAsset(request, reply, file));
    }
  });
  return page;
}

async function readDescription(): Promise<string> {
  const sdl = await readFile(new URL('../../../schema.graphql', import.meta.url), 'utf8');
  const schema = parse(sdl).definitions.find(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
  return schema?.kind === Kind.SCHEMA_DEFINITION ? (schema.description?.value ?? '') : '';
}

/** Copied by `copy-packaged.ts`. */
async function copied(file: string): Promise<Asset> {
  return compressAsset(
    file,
    await readFile(new URL(`../../generated/playground/${file}`, import.meta.url)),
  );
}

/** Runs at start. Brotli 11 takes seconds and saves a tenth. */
async function compressAsset(file: string, content: Buffer): Promise<Asset> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return {
    path: `playground/${hash}/${file}`,
    type: file.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    br: await brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    gzip: await gzipped(content),
    identity: content,
  };
}

/** Smallest accepted encoding; ignores q-values, browsers send none. */
function sendAsset(request: FastifyRequest, reply: FastifyReply, file: Asset): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name));
  if (encoding) reply.header('content-encoding', encoding);
  return reply
    .headers(ASSET_HEADERS)
    .type(file.type)
    .send(file[encoding ?? 'identity']);
}
