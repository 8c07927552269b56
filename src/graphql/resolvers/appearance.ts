import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { appearanceKey } from '../../record/appearances.js';
import { formatMinute } from '../../text/minute.js';
import { toGlobalId } from '../global-id.js';
import { requireLoaded } from '../look-ahead.js';
import { resolveSources } from '../sources.js';

export const appearanceResolvers: Resolvers = {
  Lineup: {
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
  },
  Appearance: {
    id: (appearance) => toGlobalId('Appearance', appearanceKey(appearance)),
    match: ({ match }) => requireLoaded(match),
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    player: ({ player }) => requireLoaded(player),
    cameOn: ({ onMinute, onStoppage }) => minuteOf(onMinute, onStoppage),
    wentOff: ({ offMinute, offStoppage }) => minuteOf(offMinute, offStoppage),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
  Booking: {
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    player: ({ player }) => requireLoaded(player),
    label: (booking) => formatMinute(booking),
    sources: ({ sourceId, sources }, _, { reference }) =>
      resolveSources(reference, sourceId, requireLoaded(sources)),
  },
  Manager: {
    team: ({ teamId }, _, { reference }) => reference.teams.get(teamId),
    source: ({ sourceId }, _, { reference }) => reference.sources.get(sourceId),
  },
};

function minuteOf(minute: number | null, stoppage: number | null) {
  const label = formatMinute({ minute, stoppage });
  return minute === null || label === null ? null : { minute, stoppage, label };
}
