import { readCursor } from './cursor.js';
import { GateWatch } from './gate.js';
import { type Lead, LeadingRelay } from './leader.js';
import { prepareReading } from './pages.js';
import { sendAll } from './send.js';
import { dropSlot } from './slot.js';

const QUIET_MS = 200;

/**
 * Reads the journal in commit order behind the oldest transaction under way. Woken after each commit; otherwise
 * looks by itself, less and less often as it stays quiet.
 */
export class PollingRelay extends LeadingRelay {
  protected async drain(lead: Lead): Promise<void> {
    const { service, logger } = this.options;
    const gate = new GateWatch(this.options);
    await prepareReading(lead.client);
    await dropSlot(lead.client, service).catch(() => logger.warn('un créneau de réplication inutile demeure', {}));
    let cursor = await readCursor(lead.client, service);
    let wait = 1;
    while (!lead.stopping()) {
      const next = await sendAll(lead, this.options, cursor);
      lead.progressed();
      if (next.xid !== cursor.xid || next.position !== cursor.position) {
        cursor = next;
        wait = 1;
        continue;
      }
      await gate.look(lead.client);
      const woken = await lead.pause(wait);
      lead.check();
      wait = woken ? 1 : Math.min(wait * 2, QUIET_MS);
    }
  }
}
