/**
 * The door: what has been asked before is answered here, before its request has become anything but bytes. That takes half of
 * what the whole house takes, and most of what a graphics desk asks has been asked before. Everything else goes in as it came.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Limits } from '../../graphql/limits/limits.js';
import type { Metrics } from '../observability/metrics.js';
import { REQUEST_ID } from '../observability/request-id.js';
import { logsEveryRequest } from '../observability/request-log.js';
import { type Consume, clientNetworkOf } from '../protection/rate-limit.js';
import { API_HEADERS } from '../protection/security-headers.js';
import type { ClientResolver } from '../protection/trust-proxy.js';
import type { Known, Told } from './known.js';
import { askedIn, looksLikeJsonObject, plainPost } from './request-parser.js';

/**
 * Requests that were looked at at the door, with the time when they came. They have been counted, what is known has no answer
 * to them, and the time that an answer may take is running.
 */
export type SeenAtTheDoor = WeakMap<IncomingMessage, number>;

interface DoorParts {
  known: Known;
  metrics: Metrics;
  /** Counts requests where they are limited. */
  count: Consume | null;
  /** Then nothing is worked out, here or further inside. */
  isOverloaded: () => boolean;
  limits: Limits;
  sender: ClientResolver;
  newId: (request: IncomingMessage) => string;
  seen: SeenAtTheDoor;
}

/** How often those are looked for who have waited for too long, in milliseconds. */
const DEADLINE_CHECK_MS = 100;

/** What goes with every answer, as it would go with it from further inside. */
const HEADERS = Object.entries(API_HEADERS).flat();

/** Opens the door. Nothing is answered here while the log wants every request, nor once the server stops. */
export function openDoor(app: FastifyInstance, parts: DoorParts): void {
  const { known, metrics, count, isOverloaded, limits, sender, newId, seen } = parts;
  if (logsEveryRequest(app.log)) return;
  const [letIn] = app.server.listeners('request') as [RequestListener];
  let isOpen = true;
  app.addHook('preClose', (done) => {
    isOpen = false;
    done();
  });

  const waiting = waitingFor(app, limits.seconds * 1000);

  /** What is known to a question; null where it has to go further in. */
  async function find(text: string, deadline: number): Promise<Told | null> {
    const kept = await known.find(text);
    if (kept || isOverloaded()) return kept;
    const question = askedIn(text);
    return question && known.executeKnown(text, question, deadline);
  }

  function writeResponse(
    request: IncomingMessage,
    response: ServerResponse,
    type: string,
    outgoing: Told,
  ) {
    const { body } = outgoing.response;
    const own = ['content-type', type, 'content-length', String(body.byteLength)];
    own.push('cache-status', `scoresheet; ${outgoing.cacheStatus}`, REQUEST_ID, newId(request));
    // Like inside: a client that kept its connection would keep us from ending.
    if (!isOpen) own.push('connection', 'close');
    response.writeHead(200, [...own, ...HEADERS]);
    response.end(body);
  }

  /** Rejects where the address has asked too often: it is told so inside. */
  async function answer(request: IncomingMessage, body: Buffer, began: number) {
    const text = body.toString();
    if (!looksLikeJsonObject(text)) return null;
    if (count) await count(clientNetworkOf(sender.clientAddressOf(request)));
    seen.set(request, began);
    return find(text, began + limits.seconds * 1000);
  }

  app.server.removeAllListeners('request').on('request', (request, response) => {
    // What came with too much else: its sender hears of nothing any more.
    if (request.socket.destroyed) return;
    const began = performance.now();
    const params =
      isOpen && sender.hasValidHost(request) ? plainPost(request, limits.bodyBytes) : null;
    if (!params) {
      letIn(request, response);
      return;
    }
    request.once('readable', () => {
      const body: Buffer | null = request.read(params.length);
      if (!body) return letIn(request, response);
      const decide = (outgoing: Told | null) => {
        if (!waiting.delete(decide)) return;
        if (outgoing) {
          writeResponse(request, response, params.mediaType, outgoing);
          metrics.recordResponse('/graphql', 200, performance.now() - began);
        } else {
          request.unshift(body);
          letIn(request, response);
        }
      };
      waiting.set(decide, began);
      answer(request, body, began).then(decide, () => decide(null));
    });
  });
}

/** Who waits for what comes of his question. */
type Waiting = (outgoing: null) => void;

/** Those who wait, since when, the first first. Who has waited for so many milliseconds is let in, where he is told so. */
function waitingFor(app: FastifyInstance, milliseconds: number): Map<Waiting, number> {
  const waiting = new Map<Waiting, number>();
  // A timer for each of them would take a fifth of the time that a kept answer takes.
  const looking = setInterval(() => {
    const before = performance.now() - milliseconds;
    for (const [decide, since] of waiting) {
      if (since > before) break;
      decide(null);
    }
  }, DEADLINE_CHECK_MS);
  app.addHook('onClose', async () => clearInterval(looking));
  return waiting;
}
