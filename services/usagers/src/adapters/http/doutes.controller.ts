import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, idParam, refusal, RequestOrigin, type Shown, usagerParam, Validated } from '@relais/chassis/http';
import { type Journal, type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { legalDateOf, type UsagerId } from '@relais/kernel';
import { type Coffre } from '../../application/ports.js';
import { douteOuvertVu, doutesVus, douteVu } from '../../application/vues-rapprochement.js';
import { MOTIFS_DOUTE } from '../../domain/rapprochement/rules.js';
import { CLOCK, COFFRE, JOURNAL, POOL } from '../../tokens.js';
import { annulerDecision, deciderDoute } from '../postgres/decisions-doute.js';
import { type Cote, type Doute, listerDoutes, ouvrirDoute, signalerDoute, trouverDoute } from '../postgres/doutes.js';
import { type PortsFusion } from '../postgres/fusions.js';
import { exigerIdentite } from './acces.js';
import { pourLesIdentites } from './departement.js';

const departementPipe = new Validated(departementParam);
const doutePipe = new Validated(idParam('un identifiant de doute'));

const pageQuery = z.object({
  etat: z.enum(['A_EXAMINER', 'FUSIONNE', 'DISTINGUE']).default('A_EXAMINER'),
  apres: z.uuid().optional(),
  limite: z.coerce.number().int().min(1).max(200).default(50),
});

const USAGER = '018f0000-0000-7000-8000-000000000001';
const signalement = z
  .strictObject({ usagerId: usagerParam, autreId: usagerParam })
  .refine(({ usagerId, autreId }) => usagerId !== autreId, { path: ['autreId'], message: 'attendue : une autre personne' })
  .meta({ examples: [{ usagerId: USAGER, autreId: '018f0000-0000-7000-8000-000000000002' }] });

const decision = z
  .discriminatedUnion('sens', [
    z.strictObject({ sens: z.literal('FUSIONNER'), gardeId: usagerParam.describe('La fiche qui reste ; l’autre est retrouvée sous elle') }),
    z.strictObject({ sens: z.literal('DISTINGUER') }),
  ])
  .meta({ examples: [{ sens: 'FUSIONNER', gardeId: USAGER }] });

const vu = (doute: Doute): Shown<typeof douteVu> => ({ ...doute, explication: MOTIFS_DOUTE[doute.motif] });
const coteVu = ({ usagerId, identite, numeroFranceTravail }: Cote) => {
  const { nom, nomNaissance, prenom, dateNaissance, sexe, commune } = identite;
  return { usagerId, nom, nomNaissance, prenom, dateNaissance, sexe, commune: commune?.libelle ?? null, numeroFranceTravail };
};

/** The queue of those who may be one person: for a human of the département. */
@Controller('v1/departements/:departement/doutes')
@Roles('GESTIONNAIRE', 'DECIDEUR')
export class DoutesController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COFFRE) private readonly coffre: Coffre,
    @Inject(JOURNAL) private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
  ) {}

  @Get()
  @ApiOperation({ summary: 'Les fiches qui désignent peut-être une même personne, les plus anciennes d’abord' })
  @Answers(doutesVus)
  async lister(
    @CurrentAgent() agent: Agent,
    @Param('departement', departementPipe) departement: string,
    @Query(new Validated(pageQuery)) page: z.output<typeof pageQuery>,
  ): Promise<Shown<typeof doutesVus>> {
    pourLesIdentites(agent, departement);
    const { doutes, suite } = await listerDoutes(this.pool, departement, page);
    return { doutes: doutes.map(vu), suite };
  }

  @Get(':douteId')
  @ApiOperation({ summary: 'Un doute, les deux fiches côte à côte' })
  @Answers(douteOuvertVu, { refuses: ['DOUTE_INCONNU', 'USAGER_INCONNU', 'USAGER_NON_RATTACHE'] })
  async lire(
    @CurrentAgent() agent: Agent,
    @Param('departement', departementPipe) departement: string,
    @Param('douteId', doutePipe) douteId: string,
  ): Promise<Shown<typeof douteOuvertVu>> {
    const doute = await this.accessible(agent, { departement, douteId, action: 'doute.lecture' });
    const ouvert = await ouvrirDoute(this.pool, this.coffre, doute);
    if (!ouvert) throw refusal({ code: 'USAGER_INCONNU' });
    return { ...vu(doute), cotes: ouvert.cotes.map(coteVu), comparaison: ouvert.comparaison };
  }

  @Post()
  @ApiOperation({ summary: 'Signaler deux fiches qui se ressemblent' })
  @Answers(douteVu, { refuses: ['DOUTE_INCONNU', 'USAGER_INCONNU', 'USAGER_NON_RATTACHE'] })
  async signaler(
    @CurrentAgent() agent: Agent,
    @Param('departement', departementPipe) departement: string,
    @Body(new Validated(signalement)) { usagerId, autreId }: z.output<typeof signalement>,
  ): Promise<Shown<typeof douteVu>> {
    pourLesIdentites(agent, departement);
    for (const id of [usagerId, autreId]) await exigerIdentite(this.pool, { agent, usagerId: id, action: 'doute.signalement' });
    const ids = [usagerId, autreId] as [UsagerId, UsagerId];
    const douteId = await signalerDoute(this.pool, this.coffre, { ids, source: 'AGENT', departement, motif: 'SIGNALE' });
    return vu(await this.connu({ departement, douteId: douteId ?? '' }));
  }

  @Post(':douteId/decision')
  @HttpCode(200)
  @ApiOperation({ summary: 'Décider : une seule personne, ou deux' })
  @Answers(douteVu, { refuses: ['DOUTE_INCONNU', 'DOUTE_DEJA_DECIDE', 'GARDE_ETRANGERE', 'FUSION_EN_CHAINE', 'OUVERTURE_ARCHIVEE', 'USAGER_INCONNU', 'USAGER_NON_RATTACHE'] })
  async decider(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', departementPipe) departement: string,
    @Param('douteId', doutePipe) douteId: string,
    @Body(new Validated(decision)) { ...choix }: z.output<typeof decision>,
  ): Promise<Shown<typeof douteVu>> {
    await this.accessible(agent, { departement, douteId, action: 'doute.decision' });
    const prise = choix.sens === 'FUSIONNER' ? { sens: choix.sens, gardeId: choix.gardeId as UsagerId } : choix;
    const issue = await deciderDoute(this.pool, this.ports(agent, origin), { departement, douteId, decision: prise });
    if (!issue.ok) throw refusal(issue.error);
    return vu(await this.connu({ departement, douteId }));
  }

  @Post(':douteId/annulation')
  @HttpCode(200)
  @ApiOperation({ summary: 'Annuler une fusion : les deux fiches redeviennent ce qu’elles étaient' })
  @Answers(douteVu, { refuses: ['DOUTE_INCONNU', 'DOUTE_NON_FUSIONNE', 'USAGER_INCONNU', 'USAGER_NON_RATTACHE'] })
  async annuler(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', departementPipe) departement: string,
    @Param('douteId', doutePipe) douteId: string,
  ): Promise<Shown<typeof douteVu>> {
    await this.accessible(agent, { departement, douteId, action: 'doute.annulation' });
    const issue = await annulerDecision(this.pool, this.ports(agent, origin), { departement, douteId });
    if (!issue.ok) throw refusal(issue.error);
    return vu(await this.connu({ departement, douteId }));
  }

  private async connu({ departement, douteId }: { departement: string; douteId: string }): Promise<Doute> {
    const doute = await trouverDoute(this.pool, departement, douteId);
    if (!doute) throw refusal({ code: 'DOUTE_INCONNU' });
    return doute;
  }

  /** Both persons are to be accessible, and both accesses are traced. */
  private async accessible(agent: Agent, { action, ...visee }: { departement: string; douteId: string; action: string }): Promise<Doute> {
    pourLesIdentites(agent, visee.departement);
    const doute = await this.connu(visee);
    for (const id of [doute.usagerId, doute.autreId]) {
      if (id !== null) await exigerIdentite(this.pool, { agent, usagerId: id, action });
    }
    return doute;
  }

  private ports(agent: Agent, origin: Origin): PortsFusion {
    const { coffre, journal } = this;
    return { coffre, journal, origin, decideurId: agent.id, decideurStructure: agent.structure?.code ?? '', le: legalDateOf(this.clock.now()) };
  }
}
