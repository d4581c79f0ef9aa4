/** Prints the totals of the run as its very last line: `N passed, N failed, N skipped`. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = results;
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    setImmediate(() => console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped`));
  }
}
