/** A database whose readings wait or fail. */
import sql from 'sql-template-tag';
import { columnsOfLevel, isChild } from '../../src/database/levels.js';
import type { Database, Level } from '../../src/database/types.js';

/** The same database; `before` is called with the SQL of each reading, which waits for it and fails with it. */
export function beforeReads(database: Database, before: (text: string) => Promise<void>): Database {
  return {
    ...database,
    select: (statement) => before(statement.sql).then(() => database.select(statement)),
    readLevels: (levels) =>
      before(levels.map(textOf).join(' ')).then(() => database.readLevels(levels)),
    pinnedTo: (version, changed) => beforeReads(database.pinnedTo(version, changed), before),
  };
}

/** The columns and tables that a level reads. */
function textOf(level: Level): string {
  const { values, flags, json } = columnsOfLevel(level);
  const from = isChild(level) ? level.source.from : level.from(sql`0`, sql``);
  return [...Object.values({ ...values, ...flags, ...json }), from]
    .map((part) => part.sql)
    .join(' ');
}
