import type { FastifyHelmetOptions } from '@fastify/helmet';

/** Readable by scripts of other origins. */
const EXPOSED_HEADERS = [
  'ETag',
  'Retry-After',
  'x-request-id',
  'cache-status',
  'RateLimit',
  'RateLimit-Policy',
];

/** Of every response. Any origin may read; there are no credentials. */
export const API_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED_HEADERS.join(', '),
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Of pages; without those of `API_HEADERS`. */
export const PAGE_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: false,
  xContentTypeOptions: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // Left to the TLS proxy.
  strictTransportSecurity: false,
};
