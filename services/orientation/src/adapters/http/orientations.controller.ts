import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementAccess, departementParam, etagOf, pourLeDepartement, refusal, type Reply, usagerParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { queueInput, type QueueInput } from '../../application/queue-query.js';
import { type OrientationRow, type OrientationsVues, orientationsVues, orientationVue } from '../../application/vues.js';
import { findOrientation, listOrientations } from '../../projections/orientation-view.js';
import { POOL } from '../../tokens.js';
import { READ } from './parameters.js';

@Controller('v1/departements/:departement/orientations')
export class OrientationsController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Les orientations du département, la plus urgente d’abord' })
  @Answers(orientationsVues)
  list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(queueInput)) query: QueueInput,
  ): Promise<OrientationsVues> {
    pourLeDepartement(agent, { departement, finalite: 'orientation', categorie: 'orientation' });
    return listOrientations(this.pool, departement, query);
  }

  @Get(':usagerId')
  @Roles(...READ)
  @ApiOperation({ summary: 'L’orientation d’une personne, avec l’état de sa transmission à France Travail' })
  @Answers(orientationVue, { versioned: true })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<OrientationRow> {
    await departementAccess(this.pool, { agent, subject: usagerId, action: 'orientation.consultation', finalite: 'orientation', categorie: 'orientation', departement });
    const row = await findOrientation(this.pool, departement, usagerId);
    if (!row) throw refusal({ code: 'USAGER_INCONNU' });
    reply.header('etag', etagOf(row.version));
    return row;
  }
}
