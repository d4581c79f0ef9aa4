import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type StackAddresses } from '@relais/local/addresses';
import { type Environment, layoutOf, openEnvironment } from '@relais/local/environment';
import { RunRecord } from '@relais/local/process/run-record';
import { type Progress } from '@relais/local/progress';
import { Stack } from '@relais/local/stack/stack';

/** A whole stack of its own, beside any other. */
export interface TemporaryStack {
  readonly stack: Stack;
  readonly environment: Environment;
  readonly addresses: StackAddresses;
  /** Ends every process; the folder goes too unless its logs are to be looked at. */
  stop(options?: { readonly keepFolder: boolean }): Promise<void>;
}

/**
 * Starts a whole stack in a temporary folder, on free ports.
 * @throws StackProblem when something is missing or does not start; the folder is then left for its logs
 */
export async function startTemporaryStack(progress: Progress): Promise<TemporaryStack> {
  const folder = mkdtempSync(path.join(tmpdir(), 'relais-chaos-'));
  // PostgreSQL may run as another user and must reach its folder.
  chmodSync(folder, 0o711);
  const layout = layoutOf(folder);
  const record = await RunRecord.take(layout.base, layout.pids);
  const environment = await openEnvironment(layout, { fresh: false, freePorts: true });
  const stack = new Stack(environment, { record, progress });
  const stop = async ({ keepFolder } = { keepFolder: false }): Promise<void> => {
    await stack.stop();
    if (!keepFolder) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    return { stack, environment, addresses: await stack.start({ partsOnly: false }), stop };
  } catch (error) {
    await stop({ keepFolder: true });
    throw error;
  }
}
