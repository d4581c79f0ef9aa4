import { type TestParts } from './parts.js';

/**
 * The embedded parts, or containers when a Docker engine answers; RELAIS_TEST_PARTS=embedded|containers forces one.
 * @throws Error for another value, or when containers are forced without an engine
 */
export async function openParts(): Promise<TestParts> {
  const choice = process.env['RELAIS_TEST_PARTS'] ?? ((await engineAnswers()) ? 'containers' : 'embedded');
  switch (choice) {
    case 'embedded':
      return (await import('./embedded-parts.js')).embeddedParts();
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
