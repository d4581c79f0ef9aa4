/** Ends the parts that the run has started. */
export default async function tearDown() {
  await globalThis.relaisTestKit?.stop();
}
