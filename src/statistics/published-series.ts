/** Which published figures cannot be right beside each other or beside the rows of the record: they support nothing. */
import { pluralize } from '../text/plural.js';

/** A figure that a dataset published of a player's goals or caps for a team. */
export interface SeriesFigure {
  id: number;
  /** The list that it stands in: one source, team, day and measure. */
  list: string;
  value: number;
  asOf: string;
  /** The last day whose matches it counts. */
  through: string;
}

/** The figures of one player, team and measure, and what rows say of them. */
export interface Series {
  /** Oldest first. */
  figures: readonly SeriesFigure[];
  /** The least that came on the days after one and up to another. */
  least(after: string, to: string): number;
  /** The most that can have come; null where matches of those days may be missing. */
  most(after: string, to: string): number | null;
}

/** A list is refused as a whole where so many of its figures, and this share of those that can be held against others, are impossible. */
const REFUSED_LIST = { figures: 2, share: 1 / 3 };

interface Conflict {
  /** The figure in whose list it is counted. */
  at: SeriesFigure;
  /** The figures of which one must be wrong. */
  between: readonly SeriesFigure[];
  reason: string;
}

/** The reasons why figures cannot be right, by their ids; of two that contradict each other both are named. */
export function impossibleFigures(all: readonly Series[]): Map<number, string> {
  const reasons = new Map<number, string>();
  let series = all;
  for (;;) {
    const refused = worstList(series);
    if (!refused) break;
    for (const figure of series.flatMap(({ figures }) => figures)) {
      if (figure.list === refused.list) reasons.set(figure.id, refused.reason);
    }
    series = omitFigures(series, reasons);
  }
  // What stood on either side of figures in conflict follows each other then, and may be in conflict itself.
  for (;;) {
    const conflicts = series.flatMap(conflictsIn);
    if (conflicts.length === 0) return reasons;
    for (const { between, reason } of conflicts) {
      for (const { id } of between) reasons.set(id, reason);
    }
    series = omitFigures(series, reasons);
  }
}

const omitFigures = (series: readonly Series[], ids: ReadonlyMap<number, string>): Series[] =>
  series.map((one) => ({ ...one, figures: one.figures.filter(({ id }) => !ids.has(id)) }));

/** The list with the greatest share of impossible figures, where that is enough to refuse it; null without one. */
function worstList(series: readonly Series[]) {
  const conflicts = countBy(series.flatMap(conflictsIn).map(({ at }) => at.list));
  const testable = countBy(series.flatMap(testableIn).map(({ list }) => list));
  const [worst] = [...conflicts]
    .map(([list, wrong]) => ({ list, wrong, of: testable.get(list) ?? wrong }))
    .filter(({ wrong, of }) => wrong >= REFUSED_LIST.figures && wrong >= REFUSED_LIST.share * of)
    .sort(
      (one, other) =>
        other.wrong / other.of - one.wrong / one.of || (one.list < other.list ? -1 : 1),
    );
  if (!worst) return null;
  const { list, wrong, of } = worst;
  const reason = `its list counts something else: ${wrong} of ${pluralize(of, 'figure', 'figures')} in it that can be held against others are impossible`;
  return { list, reason };
}

/** The figures of a series that can be held against an earlier one or against rows. */
function testableIn({ figures, least }: Series): SeriesFigure[] {
  return figures.filter(({ through }, place) => place > 0 || least('', through) > 0);
}

/** What is impossible in a series, each in at most one way a figure. */
function conflictsIn({ figures, least, most }: Series): Conflict[] {
  return figures.flatMap((figure, place): Conflict[] => {
    const { value, through } = figure;
    const recorded = least('', through);
    if (value < recorded) {
      const reason = `${value} by ${figure.asOf}, where the record has at least ${recorded}`;
      return [{ at: figure, between: [figure], reason }];
    }
    const before = figures[place - 1];
    if (!before) {
      const possible = most('', through);
      if (possible === null || value <= possible) return [];
      const reason = `${value} by ${figure.asOf}, where the team can have played ${possible}`;
      return [{ at: figure, between: [figure], reason }];
    }
    const more = value - before.value;
    const [fewest, greatest] = [least(before.through, through), most(before.through, through)];
    if (more >= fewest && (greatest === null || more <= greatest)) return [];
    const played = more < fewest ? `by at least ${fewest}` : `by at most ${greatest}`;
    const reason = `from ${before.value} of ${before.asOf} to ${value} of ${figure.asOf}, where it can have risen ${played}`;
    return [{ at: figure, between: [before, figure], reason }];
  });
}

function countBy(lists: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) counts.set(list, (counts.get(list) ?? 0) + 1);
  return counts;
}
