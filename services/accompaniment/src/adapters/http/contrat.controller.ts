import { Body, Controller, Get, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles, traceAccess } from '@relais/chassis/auth';
import { type Accepted } from '@relais/chassis/commands';
import { documented, etagOf, refusal, type Reply, RequestOrigin, usagerParam, Validated, writeRequestOf } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { minutesDe, type RefusInput, refusInput, type SignatureInput, signatureInput } from '../../application/saisies.js';
import { type Accompagnement, suitLaPersonne } from '../../domain/accompagnement/index.js';
import { type ContratRow, findContrat, findMotif, listRendezVous, listSemaines, type RendezVousRow, type SemaineRow } from '../../projections/contrat-view.js';
import { keepMotif } from '../../projections/project.js';
import { POOL } from '../../tokens.js';
import { Guichet } from './guichet.js';
import { READ, refusalToRead } from './lecture.js';

type Dossier = ContratRow & Readonly<{ motifAmenagement?: string | null; rendezVous: RendezVousRow[]; semaines: SemaineRow[] }>;

const contratDe = (usagerId: string, { state, version }: Accepted<Accompagnement>): object => {
  const { rendezVous: _, heures: __, ...contrat } = { rendezVous: undefined, heures: undefined, ...state };
  return { usagerId, ...contrat, version };
};

@Controller('v1/usagers/:usagerId/contrat')
@ApiBearerAuth()
export class ContratController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  @Get()
  @Roles(...READ)
  @ApiOperation({ summary: 'Le contrat d’engagement d’une personne, ses rendez-vous et ses heures, avec l’état de sa transmission à France Travail' })
  async read(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Dossier> {
    const row = await findContrat(this.pool, usagerId);
    const refused = refusalToRead(agent, row);
    const access = { agent, subject: usagerId, action: 'contrat.consultation', purpose: 'accompagnement' };
    await traceAccess(this.pool, refused ? { ...access, granted: false, reason: refused.code } : { ...access, granted: true });
    if (refused || !row) throw refusal(refused ?? { code: 'USAGER_INCONNU' });
    reply.header('etag', etagOf(row.version));
    const dossier = { ...row, rendezVous: await listRendezVous(this.pool, usagerId), semaines: await listSemaines(this.pool, usagerId) };
    // May be about health: for those who follow the person only.
    return suitLaPersonne(agent, row) ? { ...dossier, motifAmenagement: await findMotif(this.pool, usagerId) } : dossier;
  }

  @Post('signature')
  @Roles('REFERENT')
  @ApiOperation({ summary: 'Enregistrer la signature du contrat d’engagement' })
  @ApiBody(documented(signatureInput))
  async sign(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(signatureInput)) saisie: SignatureInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const { dateSignature, intensiteHebdomadaire, motifReduction, dispense } = saisie;
    const minutes = intensiteHebdomadaire === null ? null : minutesDe(intensiteHebdomadaire);
    const motifDispense = dispense?.motif ?? null;
    const accepted = await this.guichet.faire({
      ...writeRequestOf(headers),
      agent,
      origin,
      usagerId,
      action: 'contrat.signature',
      demande: saisie,
      command: (commun) => ({ type: 'SignerContrat', ...commun, dateSignature, intensite: { minutes, motifReduction, motifDispense } }),
      alongside: (tx, change) => keepMotif(tx, change, motifDispense ?? motifReduction),
    });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return contratDe(usagerId, accepted);
  }

  @Post('refus')
  @Roles('REFERENT')
  @ApiOperation({ summary: 'Enregistrer le refus de signer le contrat d’engagement' })
  @ApiBody(documented(refusInput))
  async refuse(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(refusInput)) saisie: RefusInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const accepted = await this.guichet.faire({
      ...writeRequestOf(headers),
      agent,
      origin,
      usagerId,
      action: 'contrat.refus',
      demande: saisie,
      command: (commun) => ({ type: 'RefuserContrat', ...commun, ...saisie }),
    });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return contratDe(usagerId, accepted);
  }
}
