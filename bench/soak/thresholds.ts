/** Results of a soak against their thresholds. */
import type { RecordableHistogram } from 'node:perf_hooks';

export interface SoakResult {
  good: number;
  /** Unexpected responses to good requests. */
  wrong: string[];
  hostile: number;
  /** Hostile requests without a client error within 1 s. */
  mishandled: string[];
  /** Good requests, µs. */
  latencies: RecordableHistogram;
  /** Server memory, MiB, once a second. */
  memory: number[];
}

export interface Threshold {
  name: string;
  found: string;
  allowed: string;
  kept: boolean;
}

/** 99th percentile of good requests, ms; memory growth once warm. */
const MAX_P99_MS = 250;
const MAX_GROWTH_MIB_PER_MIN = 5;

export function thresholdsFor({
  good,
  wrong,
  hostile,
  mishandled,
  latencies,
  memory,
}: SoakResult): Threshold[] {
  const p99 = latencies.percentile(99) / 1000;
  const growth = 60 * slopeOf(memory.slice(Math.floor(memory.length / 2)));
  const samples = (texts: string[]) =>
    [`${texts.length}`, ...new Set(texts)].slice(0, 6).join('; ');
  return [
    {
      name: `wrong answers of ${good}`,
      found: samples(wrong),
      allowed: '0',
      kept: wrong.length === 0 && good > 0,
    },
    {
      name: `mishandled of ${hostile} hostile requests`,
      found: samples(mishandled),
      allowed: '0',
      kept: mishandled.length === 0 && hostile > 0,
    },
    {
      name: 'p99 of good requests',
      found: `${p99.toFixed(0)} ms (p50 ${(latencies.percentile(50) / 1000).toFixed(0)} ms)`,
      allowed: `< ${MAX_P99_MS} ms`,
      kept: p99 < MAX_P99_MS,
    },
    {
      name: 'memory in the second half',
      found:
        memory.length === 0
          ? 'not measured: this system does not tell'
          : `${growth.toFixed(1)} MiB a minute (${span(memory)})`,
      allowed: `< ${MAX_GROWTH_MIB_PER_MIN} MiB a minute`,
      kept: memory.length > 0 && growth < MAX_GROWTH_MIB_PER_MIN,
    },
  ];
}

function span(memory: readonly number[]): string {
  const whole = (value = 0) => value.toFixed(0);
  return `${whole(memory[0])}, at most ${whole(Math.max(...memory))}, at the end ${whole(memory.at(-1))}`;
}

/** Slope by least squares, a sample; 0 for fewer than two. */
export function slopeOf(values: readonly number[]): number {
  const count = values.length;
  if (count < 2) return 0;
  const middle = (count - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  let together = 0;
  let apart = 0;
  for (const [place, value] of values.entries()) {
    together += (place - middle) * (value - mean);
    apart += (place - middle) ** 2;
  }
  return together / apart;
}
