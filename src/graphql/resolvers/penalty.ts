import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countPenalties, listPenalties, penaltyKey } from '../../record/penalties.js';
import { formatMinute } from '../../text/minute.js';
import { rejectAmbiguousPlayer } from '../connections.js';
import { toGlobalId } from '../global-id.js';
import { buildRowProjection, requireLoaded } from '../look-ahead.js';
import { createConnection } from '../pagination.js';
import { resolveSources } from '../sources.js';

export const penaltyResolvers: Resolvers = {
  Query: {
    penalties: (_, { filter, ...page }, { db, reference }, info) =>
      createConnection({
        list: 'penalties',
        arguments: page,
        keyOf: penaltyKey,
        read: (window) =>
          rejectAmbiguousPlayer(
            db,
            filter?.taker,
            listPenalties(db, reference, filter ?? {}, window, buildRowProjection(info)),
          ),
        count: () => countPenalties(db, reference, filter ?? {}),
      }),
  },
  Penalty: {
    id: (penalty) => toGlobalId('Penalty', penaltyKey(penalty)),
    match: ({ match }) => requireLoaded(match),
    label: (penalty) => formatMinute(penalty),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    taker: ({ taker }) => requireLoaded(taker),
    foulBy: ({ foulBy }) => requireLoaded(foulBy),
    foulOn: ({ foulOn }) => requireLoaded(foulOn),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
};
