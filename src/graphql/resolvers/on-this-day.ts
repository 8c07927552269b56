import type { SchemaResolvers as Resolvers } from '../../generated/graphql.js';
import { isCalendarDay } from '../../statistics/days.js';
import { matchConnection, playerConnection } from '../connections.js';
import { badUserInput } from '../errors.js';

export const onThisDayResolvers: Resolvers = {
  Query: {
    onThisDay: (_, { month, day }) => {
      if (!isCalendarDay(`${LEAP_YEAR}-${formatCalendarDay({ month, day })}`)) {
        throw badUserInput(
          `month and day must be a day of the calendar, 1 1 to 12 31, got month: ${month}, day: ${day}`,
        );
      }
      return { month, day };
    },
  },
  OnThisDay: {
    matches: (day, { filter, ...page }, context, info) =>
      matchConnection(context, { ...filter, calendarDay: formatCalendarDay(day) }, page, info),
    births: (day, page, context, info) =>
      playerConnection(context, { bornOn: formatCalendarDay(day), order: 'BIRTH_ASC' }, page, info),
  },
};

const LEAP_YEAR = 2000;

export interface CalendarDay {
  month: number;
  day: number;
}

/** MM-DD. */
const formatCalendarDay = ({ month, day }: CalendarDay): string =>
  [month, day].map((part) => String(part).padStart(2, '0')).join('-');
