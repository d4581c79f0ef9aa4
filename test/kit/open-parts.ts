import { type TestParts } from './parts.js';

/** What the work asks of its parts. */
export interface PartsOptions {
  /** PostgreSQL writes to the disk as in production; else it is faster, for tests. */
  readonly durable?: boolean;
}

/**
 * The embedded parts, or containers when a Docker engine answers; RELAIS_TEST_PARTS=embedded|containers forces one.
 * @throws Error for another value, or when containers are forced without an engine
 */
export async function openParts({ durable = false }: PartsOptions = {}): Promise<TestParts> {
  const choice = process.env['RELAIS_TEST_PARTS'] ?? ((await engineAnswers()) ? 'containers' : 'embedded');
  switch (choice) {
    case 'embedded':
      return (await import('./embedded-parts.js')).embeddedParts({ durable });
    case 'containers':
      return (await import('./container-parts.js')).containerParts();
    default:
      throw new Error(`RELAIS_TEST_PARTS=${choice} : embedded ou containers.`);
  }
}

async function engineAnswers(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  );
}
