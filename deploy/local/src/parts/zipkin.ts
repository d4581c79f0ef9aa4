import { type ProcessSpec } from '../process/spec.js';
import { type Java } from './java.js';
import { answersHttp } from './probes.js';

export interface ZipkinOptions {
  readonly java: Java;
  readonly jar: string;
  readonly port: number;
}

/** Zipkin, the trace viewer, in memory, as a process of the stack. */
export function zipkin({ java, jar, port }: ZipkinOptions): ProcessSpec {
  return {
    name: 'zipkin',
    label: 'Zipkin',
    needs: [],
    command: () =>
      Promise.resolve({
        file: java.executable,
        args: [
          ...['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-jar', jar],
          ...['--armeria.ports[0].ip=127.0.0.1', `--armeria.ports[0].port=${port}`, '--armeria.ports[0].protocols[0]=http'],
        ],
        env: { STORAGE_TYPE: 'mem', MEM_MAX_SPANS: '200000' },
      }),
    check: () => answersHttp(`http://127.0.0.1:${port}/health`),
  };
}
