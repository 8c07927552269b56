/**
 * The door: a kept answer is handed out here, before its request has become anything but bytes. That takes half of what the
 * whole house takes, and most of what a graphics desk asks has been asked before. Everything else goes in as it came.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { GraphQLServer } from '../graphql/server.js';
import type { Answer, AnswerStore } from './answers.js';
import { hostCheck } from './connections.js';
import { EVERYWHERE } from './headers.js';
import type { Metrics } from './metrics.js';
import { isQuestion, plainPost } from './questions.js';
import { type Count, networkOf } from './rate.js';
import { REQUEST_ID, requestIds } from './request-ids.js';
import { tellsAll } from './request-log.js';

interface DoorParts {
  graphql: GraphQLServer;
  answers: AnswerStore;
  metrics: Metrics;
  /** Counts requests where they are limited. */
  count: Count | null;
}

/** What goes with every kept answer, as it would go with it from further inside. */
const HEADERS = Object.entries({
  ...EVERYWHERE,
  'access-control-allow-origin': '*',
  'cache-status': 'scoresheet; hit',
}).flat();

/**
 * Opens the door of a server that is not behind a proxy: who asks through one is found out further inside. Nor is anything
 * handed out here while the log wants every request, or once the server stops.
 */
export function openDoor(
  app: FastifyInstance,
  { graphql, answers, metrics, count }: DoorParts,
): void {
  if (tellsAll(app.log)) return;
  const [letIn] = app.server.listeners('request') as [RequestListener];
  const isHost = hostCheck();
  const newId = requestIds(false);
  let isOpen = true;
  app.addHook('preClose', (done) => {
    isOpen = false;
    done();
  });

  /** The kept answer to a question; null where it has to be worked out, or where the address has asked too often. */
  async function find(text: string, { socket }: IncomingMessage): Promise<Answer | null> {
    if (!isQuestion(text)) return null;
    const version = await graphql.version();
    const answer = version === null ? null : answers.near(text, version);
    if (answer && count) await count(networkOf(socket.remoteAddress ?? ''));
    return answer;
  }

  function hand(request: IncomingMessage, response: ServerResponse, type: string, answer: Answer) {
    const { body } = answer;
    const own = ['content-type', type, 'content-length', String(body.byteLength)];
    response.writeHead(200, [...own, ...HEADERS, REQUEST_ID, newId(request)]);
    response.end(body);
    metrics.answers.hit.count += 1;
  }

  app.server.removeAllListeners('request').on('request', (request, response) => {
    const began = performance.now();
    const asked = isOpen && isHost(request.headers.host ?? '') ? plainPost(request) : null;
    if (!asked) {
      letIn(request, response);
      return;
    }
    request.once('readable', () => {
      const body: Buffer | null = request.read(asked.length);
      const goIn = () => {
        if (body) request.unshift(body);
        letIn(request, response);
      };
      if (!body) return goIn();
      find(body.toString(), request).then((answer) => {
        if (!answer) return goIn();
        hand(request, response, asked.mediaType, answer);
        metrics.sent('/graphql', 200, performance.now() - began);
      }, goIn);
    });
  });
}
