/** Compressed bodies, made on demand and held as long as the body itself. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Content codings, the smaller first. */
export const ENCODINGS = ['br', 'gzip'] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** A smaller body fits into one packet as it is. */
export const MIN_COMPRESSED_BYTES = 1_024;

/** A quality above takes several times as long for a few percent. */
const BROTLI_OPTIONS = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) => brotliAsync(body, BROTLI_OPTIONS),
  gzip: (body) => gzipAsync(body),
};

/** Compresses a body once; `onCompressed` gets the size of the result. */
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
