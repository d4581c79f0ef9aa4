import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementAccess, departementParam, etagOf, pourLeDepartement, refusal, type Reply, type Submission, Submitted, usagerParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { communDe, Guichet } from '../../application/guichet.js';
import { compositionDe, type PropositionInput, propositionInput, type QueueInput, queueInput } from '../../application/saisies.js';
import { type DossierVu, dossierVu, type SanctionDetaillee, sanctionDetaillee, type SanctionsVues, sanctionsVues } from '../../application/vues.js';
import { readSituation } from '../../projections/foyers.js';
import { findSanction, listSanctions } from '../../projections/sanctions-view.js';
import { CLOCK, IDS, POOL } from '../../tokens.js';
import { READ, sanctionParam } from './parametres.js';
import { dossierDe } from './reponses.js';

@Controller('v1/departements/:departement/sanctions')
export class SanctionsController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(IDS) private readonly ids: { next: () => string },
    @Inject(CLOCK) private readonly clock: { now: () => Date },
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Les dossiers de sanction du département, le plus urgent d’abord' })
  @Answers(sanctionsVues)
  list(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(queueInput)) query: QueueInput,
  ): Promise<SanctionsVues> {
    pourLeDepartement(agent, { departement, finalite: 'sanction', categorie: 'sanction' });
    return listSanctions(this.pool, departement, query);
  }

  @Get(':usagerId/:sanctionId')
  @Roles(...READ)
  @ApiOperation({ summary: 'Un dossier de sanction, le droit et le foyer à ce jour, et l’état de sa transmission à France Travail' })
  @Answers(sanctionDetaillee, { versioned: true, refuses: ['SANCTION_INCONNUE'] })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<SanctionDetaillee> {
    await departementAccess(this.pool, { agent, subject: usagerId, action: 'sanction.consultation', finalite: 'sanction', categorie: 'sanction', departement });
    const row = await findSanction(this.pool, { departement, usagerId, sanctionId });
    if (!row) throw refusal({ code: 'SANCTION_INCONNUE' });
    reply.header('etag', etagOf(row.version));
    return { ...row, situation: await readSituation(this.pool, row) };
  }

  @Post(':usagerId')
  @Roles('REFERENT', 'GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Proposer une sanction : un autre agent en décidera' })
  @Answers(dossierVu)
  async propose(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(propositionInput)) saisie: PropositionInput,
  ): Promise<DossierVu> {
    const { type: typeSanction, composition, ...proposee } = saisie;
    const cible = { departement, usagerId, sanctionId: this.ids.next() };
    const commun = communDe(cible, { agent: submission.agent, now: this.clock.now(), situation: await readSituation(this.pool, cible) });
    const command = { type: 'ProposerSanction', ...commun, ...proposee, typeSanction, composition: compositionDe(composition) } as const;
    const accepted = await this.guichet.submit({ ...submission, departement, command, action: 'sanction.proposition', asked: saisie });
    return dossierDe({ usagerId, sanctionId: accepted.state.dernier ?? '' }, accepted);
  }
}
