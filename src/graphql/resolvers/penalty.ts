/** Penalties in play and kicks of shoot-outs. */
import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { countPenalties, listPenalties, penaltyKey } from '../../record/penalties.js';
import { ofPlayer } from '../connections.js';
import { idOf } from '../ids.js';
import { labelOf } from '../labels.js';
import { ahead, wantsOfRows } from '../look-ahead.js';
import { connection } from '../pagination.js';
import { sourcesOf } from '../sources.js';

export const penaltyResolvers: Resolvers = {
  Query: {
    penalties: (_, { filter, ...page }, { db, reference }, info) =>
      connection({
        list: 'penalties',
        arguments: page,
        keyOf: penaltyKey,
        read: (window) =>
          ofPlayer(
            db,
            filter?.taker,
            listPenalties(db, reference, filter ?? {}, window, wantsOfRows(info)),
          ),
        count: () => countPenalties(db, reference, filter ?? {}),
      }),
  },
  Penalty: {
    id: (penalty) => idOf('Penalty', penaltyKey(penalty)),
    match: ({ match }) => ahead(match),
    label: (penalty) => labelOf(penalty),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    taker: ({ taker }) => ahead(taker),
    foulBy: ({ foulBy }) => ahead(foulBy),
    foulOn: ({ foulOn }) => ahead(foulOn),
    sources: ({ sourceId, sources }, _, { reference }) =>
      sourcesOf(reference, sourceId, ahead(sources)),
  },
};
