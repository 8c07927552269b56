/** `GET /schema.graphql`. */
import type { FastifyInstance } from 'fastify';
import { createRepresentations } from './graphql/representation.js';

const MEDIA_TYPE = 'text/plain; charset=utf-8';

export function registerSchemaRoute(app: FastifyInstance, schemaText: string): void {
  const { represent } = createRepresentations(null);
  const content = { body: Buffer.from(schemaText), mediaType: MEDIA_TYPE, key: null, headers: {} };
  app.get('/schema.graphql', { exposeHeadRoute: false }, async (request, reply) => {
    const { status, headers, body } = await represent(request.raw, content);
    return reply.code(status).headers(headers).send(body);
  });
}
