import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { type Accepted } from '@relais/chassis/commands';
import { Answers, etagOf, type Reply, type Submission, Submitted, usagerParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { communDe, Guichet } from '../../application/guichet.js';
import { type RefusInput, refusInput, type SignatureInput, signatureInput } from '../../application/saisies.js';
import { type ContratApresActe, contratApresActe, type Dossier, dossierVu } from '../../application/vues.js';
import { type Accompagnement } from '../../domain/accompagnement/index.js';
import { findMotif, listRendezVous, listSemaines } from '../../projections/contrat-view.js';
import { CLOCK, POOL } from '../../tokens.js';
import { signature } from '../signature.js';
import { ouvrirContrat, READ } from './lecture.js';

const contratDe = (usagerId: string, { state, version }: Accepted<Accompagnement>): ContratApresActe => {
  if (state.etat === 'AUCUN') throw new Error('a contract was acted upon, and the state does not hold it');
  const { rendezVous: _, heures: __, ...contrat } = state;
  return { usagerId, ...contrat, version };
};

@Controller('v1/usagers/:usagerId/contrat')
export class ContratController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Le contrat d’engagement d’une personne, ses rendez-vous et ses heures, avec l’état de sa transmission à France Travail' })
  @Answers(dossierVu, { versioned: true, refuses: ['USAGER_INCONNU', 'AGENT_HORS_STRUCTURE'] })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Dossier> {
    const { row, habilitation } = await ouvrirContrat(this.pool, { agent, usagerId, action: 'contrat.consultation' });
    reply.header('etag', etagOf(row.version));
    const dossier = { ...row, rendezVous: await listRendezVous(this.pool, usagerId), semaines: await listSemaines(this.pool, usagerId) };
    return habilitation.categories.has('motif_amenagement') ? { ...dossier, motifAmenagement: await findMotif(this.pool, usagerId) } : dossier;
  }

  @Post('signature')
  @Roles('REFERENT')
  @ApiOperation({ summary: 'Enregistrer la signature du contrat d’engagement' })
  @Answers(contratApresActe)
  async sign(
    @Submitted() submission: Submission,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(signatureInput)) saisie: SignatureInput,
  ): Promise<ContratApresActe> {
    const deed = signature(saisie, communDe(submission.agent, usagerId, this.clock.now()));
    return contratDe(usagerId, await this.guichet.submit({ ...submission, ...deed, action: 'contrat.signature', asked: saisie }));
  }

  @Post('refus')
  @Roles('REFERENT')
  @ApiOperation({ summary: 'Enregistrer le refus de signer le contrat d’engagement' })
  @Answers(contratApresActe)
  async refuse(
    @Submitted() submission: Submission,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(refusInput)) saisie: RefusInput,
  ): Promise<ContratApresActe> {
    const command = { type: 'RefuserContrat', ...communDe(submission.agent, usagerId, this.clock.now()), ...saisie } as const;
    return contratDe(usagerId, await this.guichet.submit({ ...submission, command, action: 'contrat.refus', asked: saisie }));
  }
}
