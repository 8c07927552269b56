/** What browsers are told not to do with what is sent to them. */
import type { FastifyHelmetOptions } from '@fastify/helmet';

/**
 * Of every answer, and all that means anything for JSON: the page of anybody may read it, it is no page itself, and nothing
 * may be made of it by guessing. Nobody is known here, so that there are no credentials to send along.
 */
export const API_HEADERS = {
  'access-control-allow-origin': '*',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** Of what a browser shows: helmet's headers, but for those that are everywhere. */
export const PAGE_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: false,
  xContentTypeOptions: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // Whether a whole domain is to be reached by TLS alone is for whoever ends TLS to say.
  strictTransportSecurity: false,
};
