import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/index.js';

export const HEALTH = Symbol('health');

/** What the platform asks of a process. */
export type Health = Readonly<{
  /** Names of what is not ready; empty when the service can take its work. */
  notReady: () => Promise<string[]>;
  metricsText: () => Promise<string>;
}>;

@Controller('sante')
@Public()
@ApiExcludeController()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @Get('vivant')
  alive(): { etat: string } {
    return { etat: 'vivant' };
  }

  /** Readiness follows progress: a process whose consumer died must not look healthy. */
  @Get('pret')
  async ready(@Res({ passthrough: true }) reply: { code: (status: number) => unknown }): Promise<{ etat: string; attend?: string[] }> {
    const waiting = await this.health.notReady();
    if (waiting.length === 0) return { etat: 'pret' };
    reply.code(503);
    return { etat: 'en attente', attend: waiting };
  }

  @Get('metriques')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(): Promise<string> {
    return this.health.metricsText();
  }
}
