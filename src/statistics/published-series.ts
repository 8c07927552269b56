import { pluralize } from '../text/plural.js';

export interface SeriesFigure {
  id: number;
  /** Key of source, team, day and measure. */
  list: string;
  value: number;
  asOf: string;
  /** Last day counted. */
  through: string;
}

export interface Series {
  /** Oldest first. */
  figures: readonly SeriesFigure[];
  /** After `after`, up to `to`. */
  minIncrease(after: string, to: string): number;
  /** Null if matches may be missing. */
  maxIncrease(after: string, to: string): number | null;
}

/** A list with both is refused; ratio of its testable figures. */
const IMPOSSIBLE_LIST = { minFigures: 2, minRatio: 1 / 3 };

interface Conflict {
  at: SeriesFigure;
  /** At least one is wrong. */
  between: readonly SeriesFigure[];
  reason: string;
}

/** Reasons by figure id; both of a conflict are named. */
export function findImpossibleFigures(all: readonly Series[]): Map<number, string> {
  const reasons = new Map<number, string>();
  const [conflictsOf, testableOf] = [perSeries(findConflicts), perSeries(testableFigures)];
  let series = all;
  for (;;) {
    const refused = findWorstList(series.flatMap(conflictsOf), series.flatMap(testableOf));
    if (!refused) break;
    for (const figure of series.flatMap(({ figures }) => figures)) {
      if (figure.list === refused.list) reasons.set(figure.id, refused.reason);
    }
    series = omitFigures(series, reasons);
  }
  // Removal makes new neighbours, which may conflict.
  for (;;) {
    const conflicts = series.flatMap(conflictsOf);
    if (conflicts.length === 0) return reasons;
    for (const { between, reason } of conflicts) {
      for (const { id } of between) reasons.set(id, reason);
    }
    series = omitFigures(series, reasons);
  }
}

/** Finds once in each series: most stay the same from one omission to the next. */
function perSeries<Found>(find: (series: Series) => Found): (series: Series) => Found {
  const known = new Map<Series, Found>();
  return (series) => {
    const found = known.get(series) ?? find(series);
    known.set(series, found);
    return found;
  };
}

/** Series without one of the figures stay the same objects. */
const omitFigures = (series: readonly Series[], ids: ReadonlyMap<number, string>): Series[] =>
  series.map((one) =>
    one.figures.some(({ id }) => ids.has(id))
      ? { ...one, figures: one.figures.filter(({ id }) => !ids.has(id)) }
      : one,
  );

/** Null if none reaches IMPOSSIBLE_LIST. */
function findWorstList(found: readonly Conflict[], testable: readonly SeriesFigure[]) {
  const conflicts = countBy(found.map(({ at }) => at.list));
  const held = countBy(testable.map(({ list }) => list));
  const [worst] = [...conflicts]
    .map(([list, wrong]) => ({ list, wrong, of: held.get(list) ?? wrong }))
    .filter(
      ({ wrong, of }) =>
        wrong >= IMPOSSIBLE_LIST.minFigures && wrong >= IMPOSSIBLE_LIST.minRatio * of,
    )
    .sort(
      (one, other) =>
        other.wrong / other.of - one.wrong / one.of || (one.list < other.list ? -1 : 1),
    );
  if (!worst) return null;
  const { list, wrong, of } = worst;
  const reason = `its list counts something else: ${wrong} of ${pluralize(of, 'figure', 'figures')} in it that can be held against others are impossible`;
  return { list, reason };
}

/** With an earlier figure or recorded rows to compare. */
function testableFigures({ figures, minIncrease }: Series): SeriesFigure[] {
  return figures.filter(({ through }, place) => place > 0 || minIncrease('', through) > 0);
}

/** At most one a figure. */
function findConflicts({ figures, minIncrease, maxIncrease }: Series): Conflict[] {
  return figures.flatMap((figure, place): Conflict[] => {
    const { value, through } = figure;
    const recorded = minIncrease('', through);
    if (value < recorded) {
      const reason = `${value} by ${figure.asOf}, where the record has at least ${recorded}`;
      return [{ at: figure, between: [figure], reason }];
    }
    const before = figures[place - 1];
    if (!before) {
      const possible = maxIncrease('', through);
      if (possible === null || value <= possible) return [];
      const reason = `${value} by ${figure.asOf}, where the team can have played ${possible}`;
      return [{ at: figure, between: [figure], reason }];
    }
    const increase = value - before.value;
    const [fewest, greatest] = [
      minIncrease(before.through, through),
      maxIncrease(before.through, through),
    ];
    if (increase >= fewest && (greatest === null || increase <= greatest)) return [];
    const played = increase < fewest ? `by at least ${fewest}` : `by at most ${greatest}`;
    const reason = `from ${before.value} of ${before.asOf} to ${value} of ${figure.asOf}, where it can have risen ${played}`;
    return [{ at: figure, between: [before, figure], reason }];
  });
}

function countBy(lists: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) counts.set(list, (counts.get(list) ?? 0) + 1);
  return counts;
}
