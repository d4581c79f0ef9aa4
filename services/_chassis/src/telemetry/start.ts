import { propagation } from '@opentelemetry/api';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { ZipkinExporter } from '@opentelemetry/exporter-zipkin';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, NodeTracerProvider, type SpanExporter } from '@opentelemetry/sdk-trace-node';
import { metrics } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { z } from 'zod';
import { loadSettings, type Settings } from '../config/index.js';

/** The standard OpenTelemetry variables; the SDK reads its endpoints itself. */
const settings = {
  exporter: ['OTEL_TRACES_EXPORTER', z.enum(['none', 'zipkin', 'otlp']).default('none')],
} as const satisfies Settings;

const exporters: Record<'none' | 'zipkin' | 'otlp', () => SpanExporter | undefined> = {
  none: () => undefined,
  zipkin: () => new ZipkinExporter(),
  otlp: () => new OTLPTraceExporter(),
};

export type Telemetry = Readonly<{
  /** All metrics, in the Prometheus text format. */
  metricsText: () => Promise<string>;
  stop: () => Promise<void>;
}>;

/** Starts traces and metrics for this process; to be called before anything else. */
export const startTelemetry = (service: string, env: NodeJS.ProcessEnv): Telemetry => {
  const { exporter } = loadSettings(settings, env);
  const resource = resourceFromAttributes({ 'service.name': service });
  const spanExporter = exporters[exporter]();
  const traces = new NodeTracerProvider({
    resource,
    spanProcessors: spanExporter ? [new BatchSpanProcessor(spanExporter, { scheduledDelayMillis: 500 })] : [],
  });
  traces.register({ propagator: new W3CTraceContextPropagator() });
  const reader = new PrometheusExporter({ preventServerStart: true });
  metrics.setGlobalMeterProvider(new MeterProvider({ resource, readers: [reader] }));
  return {
    metricsText: async () => new PrometheusSerializer().serialize((await reader.collect()).resourceMetrics),
    stop: async () => {
      await traces.shutdown().catch(() => undefined);
      await reader.shutdown().catch(() => undefined);
      propagation.disable();
    },
  };
};
