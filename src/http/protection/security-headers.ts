/** Headers for browsers. */
import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Headers that scripts of other origins may read. */
const EXPOSED_HEADERS = [
  'ETag',
  'Retry-After',
  'x-request-id',
  'cache-status',
  'RateLimit',
  'RateLimit-Policy',
];

/** Of every response: any origin may read it, without credentials, which do not exist here. */
export const API_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED_HEADERS.join(', '),
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Of pages: helmet's headers but those of `API_HEADERS`. */
export const PAGE_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: false,
  xContentTypeOptions: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // The proxy that ends TLS decides about HSTS.
  strictTransportSecurity: false,
};
