/** Import progress: a bar on a terminal, otherwise one line per step. */
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  start(step: string, rows: number): void;
  advance(rows: number): void;
  end(): void;
}

export const NO_PROGRESS: Progress = { start() {}, advance() {}, end() {} };

const MIN_VISIBLE_ROWS = 1_000;

export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY
    ? createBarProgress(stream)
    : createLineProgress((line) => void stream.write(`${line}\n`));
}

function createBarProgress(stream: NodeJS.WriteStream): Progress {
  const format =
    '{bar} {percentage}% | {step}: {value} of {total} rows, {rate}/s, {eta_formatted} left';
  let bar: SingleBar | null = null;
  let started = 0;
  let done = 0;
  return {
    start(step, rows) {
      if (rows < MIN_VISIBLE_ROWS) return;
      bar = new SingleBar({ format, stream, clearOnComplete: true }, Presets.shades_classic);
      bar.start(rows, 0, { step: formatStep(step), rate: 0 });
      [started, done] = [performance.now(), 0];
    },
    advance(rows) {
      done += rows;
      const rate = Math.round((1000 * done) / (performance.now() - started));
      bar?.update(done, { rate });
    },
    end() {
      bar?.stop();
      bar = null;
    },
  };
}

function createLineProgress(print: (line: string) => void): Progress {
  let line = '';
  let started = 0;
  return {
    start(step, rows) {
      line =
        rows < MIN_VISIBLE_ROWS ? '' : `${formatStep(step)}: ${rows.toLocaleString('en')} rows`;
      started = performance.now();
    },
    advance() {},
    end() {
      if (line !== '') print(`${line} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
      line = '';
    },
  };
}

const formatStep = (table: string) => table.replaceAll('_', ' ');
