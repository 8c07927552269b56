/** Compressed bodies, made on demand, held as long as the body. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Smallest first. */
export const ENCODINGS = ['br', 'gzip'] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Smaller bodies fit one packet. */
export const MIN_COMPRESSED_BYTES = 1_024;

/** Higher quality takes several times as long for a few percent. */
const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => brotliAsync(body, BROTLI_OPTIONS),
  gzip: (body) => gzipAsync(body),
};

/** Compresses each body once. */
export type CompressBody = (
  body: Buffer,
  encoding: Encoding,
  onCompressed?: (bytes: number) => void,
) => Promise<Buffer>;

export function createCompressor(): CompressBody {
  const compressed = new WeakMap<Buffer, Partial<Record<Encoding, Promise<Buffer>>>>();
  return (body, encoding, onCompressed) => {
    const ofBody = compressed.get(body) ?? {};
    compressed.set(body, ofBody);
    ofBody[encoding] ??= COMPRESS[encoding](body).then((result) => {
      onCompressed?.(result.byteLength);
      return result;
    });
    return ofBody[encoding];
  };
}
