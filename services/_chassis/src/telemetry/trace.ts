import { type Attributes, context, type Context, type Link, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('relais');

export type SpanOptions = Readonly<{
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  attributes?: Attributes;
  /** A W3C traceparent to continue, instead of the current span. */
  parent?: string | null | undefined;
  links?: readonly string[];
}>;

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

const contextFrom = (traceparent: string): Context => propagation.extract(ROOT_CONTEXT, { traceparent });

const linkTo = (traceparent: string): Link[] => {
  const spanContext = trace.getSpanContext(contextFrom(traceparent));
  return spanContext ? [{ context: spanContext }] : [];
};

/** The W3C traceparent of the current span, to be stored beside what it decided. */
export const currentTraceparent = (): string | undefined => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
};

/** The id a support team searches for: the current trace, or undefined outside of any. */
export const currentTraceId = (): string | undefined => trace.getSpanContext(context.active())?.traceId;

/** Only a class name and a code: messages may quote what people typed. */
const describeError = (error: unknown): string => {
  const { name, code } = error as { name?: string; code?: unknown };
  return typeof code === 'string' ? code : (name ?? 'Error');
};

const failSpan = (span: Span, error: unknown): void => {
  span.setStatus({ code: SpanStatusCode.ERROR, message: describeError(error) });
  span.setAttribute('error.type', describeError(error));
};

/** Runs `work` inside a span; a throw marks it failed and goes on up. */
export const inSpan = async <T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> => {
  const parent = options.parent ? contextFrom(options.parent) : context.active();
  const span = tracer.startSpan(
    name,
    {
      kind: KINDS[options.kind ?? 'internal'],
      attributes: options.attributes ?? {},
      links: (options.links ?? []).flatMap(linkTo),
    },
    parent,
  );
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
};

/** Runs `work` as a continuation of a stored traceparent, without a span of its own (bulk work). */
export const continueTrace = <T>(traceparent: string | null | undefined, work: () => T): T =>
  traceparent ? context.with(contextFrom(traceparent), work) : work();
