import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { departementParam, etagOf, ownDepartement, refusal, type Reply, usagerParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { queueInput, type QueueInput } from '../../application/queue-query.js';
import { findOrientation, listOrientations, type OrientationRow } from '../../projections/orientation-view.js';
import { POOL } from '../../tokens.js';
import { READ } from './parameters.js';

@Controller('v1/departements/:departement/orientations')
@ApiBearerAuth()
export class OrientationsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Les orientations du département, la plus urgente d’abord' })
  list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(queueInput)) query: QueueInput,
  ): Promise<{ orientations: OrientationRow[]; suite: string | null }> {
    ownDepartement(agent, departement);
    return listOrientations(this.pool, departement, query);
  }

  @Get(':usagerId')
  @Roles(...READ)
  @ApiOperation({ summary: 'L’orientation d’une personne, avec l’état de sa transmission à France Travail' })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrientationRow> {
    const granted = agent.departement === departement;
    await traceAccess(this.pool, { agent, subject: usagerId, action: 'orientation.consultation', purpose: 'orientation', granted });
    ownDepartement(agent, departement);
    const row = await findOrientation(this.pool, departement, usagerId);
    if (!row) throw refusal({ code: 'USAGER_INCONNU' });
    reply.header('etag', etagOf(row.version));
    return row;
  }
}
