import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { type Agent, CurrentAgent, type Habilitation, Roles } from '@relais/chassis/auth';
import { Answers, departementAccess, departementParam, etagOf, pourLeDepartement, refusal, type Reply, uuidParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { aFaire, pourquoiAttend } from '../../application/a-faire.js';
import { type TentativeVue, transmissionDetaillee, transmissionsVues, type TransmissionVue } from '../../application/vues.js';
import { findTransmission, listTransmissions } from '../../projections/transmissions-view.js';
import { OUVRIR_JUSTIFICATION, POOL } from '../../tokens.js';
import { transmissionsQuery } from './parameters.js';

/** With what an agent reads about it: why it waits, or what to do. */
type Expliquee<T> = T & Readonly<{ explication: string | null }>;

const CLOSED_BADLY = new Set(['REFUSEE', 'A_TRAITER']);

const expliquer = <T extends TransmissionVue>(vue: T): Expliquee<T> => {
  if (vue.closeLe === null) return { ...vue, explication: pourquoiAttend(vue.code) };
  const explication = CLOSED_BADLY.has(vue.etat) && vue.code !== null ? aFaire(vue.code, vue.message ?? undefined, vue.operation) : null;
  return { ...vue, explication };
};

/** What was told to France Travail, what it answered, what waits and why. */
@Controller('v1/departements/:departement/transmissions')
@Roles('DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT')
export class TransmissionsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(OUVRIR_JUSTIFICATION) private readonly ouvrir: (id: string, scelle: Buffer) => string,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Les transmissions à France Travail du département, la plus récente d’abord' })
  @Answers(transmissionsVues)
  async list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(transmissionsQuery)) query: z.output<typeof transmissionsQuery>,
  ): Promise<{ transmissions: Expliquee<TransmissionVue>[]; suite: string | null }> {
    if (query.usagerId !== undefined) await this.acceder(agent, departement, query.usagerId);
    pourLeDepartement(agent, { departement, finalite: 'echange-france-travail', categorie: 'technique' });
    const { transmissions, suite } = await listTransmissions(this.pool, { departement, ...query });
    return { transmissions: transmissions.map(expliquer), suite };
  }

  @Get(':id')
  @ApiOperation({ summary: 'Une transmission et chacun de ses essais' })
  @Answers(transmissionDetaillee, { versioned: true, refuses: ['TRANSMISSION_INCONNUE'] })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('id', new Validated(uuidParam)) id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Expliquee<TransmissionVue & { tentatives: TentativeVue[] }>> {
    pourLeDepartement(agent, { departement, finalite: 'echange-france-travail', categorie: 'technique' });
    const found = await findTransmission(this.pool, { departement, id }, this.ouvrir);
    if (!found) throw refusal({ code: 'TRANSMISSION_INCONNUE' });
    const { categories } = await this.acceder(agent, departement, found.usagerId);
    reply.header('etag', etagOf(found.version));
    return expliquer(categories.has('texte_libre') ? found : { ...found, tentatives: found.tentatives.map((one) => ({ ...one, justification: null })) });
  }

  private acceder(agent: Agent, departement: string, subject: string): Promise<Habilitation> {
    return departementAccess(this.pool, { agent, subject, action: 'transmission.consultation', finalite: 'echange-france-travail', categorie: 'technique', departement });
  }
}
