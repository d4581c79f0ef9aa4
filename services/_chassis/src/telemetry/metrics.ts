import { type Attributes, type Counter, type Gauge, type Histogram, metrics } from '@opentelemetry/api';

const instruments = new Map<string, Counter | Gauge | Histogram>();

/** Instruments are looked up at use, so that they exist whenever telemetry was started. */
const instrument = <T extends Counter | Gauge | Histogram>(name: string, make: () => T): T => {
  const known = instruments.get(name) as T | undefined;
  if (known) return known;
  const made = make();
  instruments.set(name, made);
  return made;
};

/** Adds to a counter; labels must come from a small closed set, never from data. */
export const count = (name: string, labels: Attributes, by = 1): void =>
  instrument(name, () => metrics.getMeter('relais').createCounter(name)).add(by, labels);

/** Records a duration in seconds. */
export const observe = (name: string, seconds: number, labels: Attributes): void =>
  instrument(name, () => metrics.getMeter('relais').createHistogram(name, { unit: 's' })).record(seconds, labels);

/** The present value of something. */
export const gauge = (name: string, value: number, labels: Attributes): void =>
  instrument(name, () => metrics.getMeter('relais').createGauge(name)).record(value, labels);
