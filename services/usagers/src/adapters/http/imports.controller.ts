import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, legalDateParam, refusal, type Reply, RequestOrigin, uuidParam, Validated } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { Failure, legalDateOf } from '@relais/kernel';
import { type Importer } from '../../application/importer-flux.js';
import { absentsVus, rapportsVus, rapportVu, refusVus } from '../../application/vues.js';
import { CLOCK, IMPORTER, POOL } from '../../tokens.js';
import { recevoirFlux } from '../flux/lire-flux.js';
import { type FoyerAbsent, type LigneRefus, lireAbsents, lireRapport, lireRapports, lireRefus, type Rapport } from '../postgres/rapports.js';
import { pourLesIdentites } from './departement.js';
import { octetsDe, rejouerQuery, type Requete, rendre } from './depots.js';
import { enRejets } from './rejets.js';

const importQuery = rejouerQuery.extend({ recuLe: legalDateParam.optional() });
const absentsQuery = z.object({ apres: uuidParam.optional(), limite: z.coerce.number().int().min(1).max(1000).default(100) });
const pageQuery = z.object({ apres: z.coerce.number().int().min(0).default(0), limite: z.coerce.number().int().min(1).max(1000).default(100) });

const REFUS_FLUX = ['IMPORT_EN_COURS', 'CORPS_ATTENDU', 'FLUX_ILLISIBLE', 'FREQUENCE_INCONNUE', 'TOTAUX_DISCORDANTS', 'FLUX_DEPASSE', 'FICHIER_DEJA_IMPORTE', 'CONNEXION_PERDUE'] as const;
/** Imports listed at once, and refusals written in one reject file. */
const LISTES = 50;
const REJETS = 100_000;

@Controller('v1/departements/:departement/imports')
@Roles('GESTIONNAIRE')
export class ImportsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
    @Inject(IMPORTER) private readonly importer: Importer,
  ) {}

  @Post()
  @ApiConsumes('application/xml')
  @ApiBody({ description: 'Le flux bénéficiaires, VRSB0801 ou VRSD0301, tel que reçu', schema: { type: 'string', format: 'binary' } })
  @ApiOperation({ summary: 'Importer un flux bénéficiaires de la CAF ou de la MSA' })
  @Answers(rapportVu, { located: true, refuses: REFUS_FLUX })
  async deposer(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(importQuery)) { recuLe, rejouer }: z.output<typeof importQuery>,
    @Req() { body }: Requete,
    @Res({ passthrough: true }) reponse: Reply,
  ): Promise<Rapport> {
    if (!(body instanceof Readable)) throw refusal({ code: 'CORPS_ATTENDU' });
    try {
      pourLesIdentites(agent, departement);
      const demande = { departement, agentId: agent.id, dateReception: this.dateReception(recuLe), origin, rejouer };
      return await rendre({ pool: this.pool, departement, reponse }, await this.importer(demande, recevoirFlux(octetsDe(body))));
    } finally {
      // An answer given before the end of the file: the rest of it is not kept waiting.
      body.resume();
    }
  }

  @Get()
  @ApiOperation({ summary: 'Les derniers imports du département, celui qui est en cours d’abord : où il en est' })
  @Answers(rapportsVus, { refuses: [] })
  async lister(@CurrentAgent() agent: Agent, @Param('departement', new Validated(departementParam)) departement: string): Promise<{ imports: Rapport[] }> {
    pourLesIdentites(agent, departement);
    return { imports: await lireRapports(this.pool, departement, LISTES) };
  }

  @Get(':importId')
  @ApiOperation({ summary: 'Le rapport d’un import' })
  @Answers(rapportVu, { refuses: ['IMPORT_INCONNU'] })
  lire(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('importId', new Validated(uuidParam)) importId: string,
  ): Promise<Rapport> {
    pourLesIdentites(agent, departement);
    return this.rapport(departement, importId);
  }

  @Get(':importId/refus')
  @ApiOperation({ summary: 'Les personnes et les foyers refusés par un import, ligne par ligne' })
  @Answers(refusVus, { refuses: ['IMPORT_INCONNU'] })
  async refus(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('importId', new Validated(uuidParam)) importId: string,
    @Query(new Validated(pageQuery)) page: z.output<typeof pageQuery>,
  ): Promise<{ refus: LigneRefus[]; suite: number | null }> {
    pourLesIdentites(agent, departement);
    await this.rapport(departement, importId);
    return lireRefus(this.pool, importId, page);
  }

  @Get(':importId/rejets')
  @ApiOperation({ summary: 'Le fichier des rejets d’un import, en CSV : une ligne et un motif par refus' })
  @Answers(refusVus, { also: ['text/csv'], refuses: ['IMPORT_INCONNU'] })
  async rejets(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('importId', new Validated(uuidParam)) importId: string,
    @Res({ passthrough: true }) reponse: Reply,
  ): Promise<string> {
    pourLesIdentites(agent, departement);
    await this.rapport(departement, importId);
    const { refus } = await lireRefus(this.pool, importId, { apres: 0, limite: REJETS });
    reponse
      .header('cache-control', 'private, no-store')
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="rejets_${departement}_${importId}.csv"`);
    return enRejets(refus);
  }

  @Get(':importId/absents')
  @ApiOperation({ summary: 'Les foyers aux droits ouverts qu’un flux complet ne contient plus : à vérifier, rien n’est fermé' })
  @Answers(absentsVus, { refuses: ['IMPORT_INCONNU'] })
  async absents(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('importId', new Validated(uuidParam)) importId: string,
    @Query(new Validated(absentsQuery)) page: z.output<typeof absentsQuery>,
  ): Promise<{ foyers: FoyerAbsent[]; suite: string | null }> {
    pourLesIdentites(agent, departement);
    await this.rapport(departement, importId);
    return lireAbsents(this.pool, importId, page);
  }

  private async rapport(departement: string, importId: string): Promise<Rapport> {
    const rapport = await lireRapport(this.pool, departement, importId);
    if (!rapport) throw refusal({ code: 'IMPORT_INCONNU' });
    return rapport;
  }

  /** The day the département received the file: today unless said, never later. */
  private dateReception(recuLe: string | undefined): string {
    const aujourdhui = legalDateOf(this.clock.now());
    if (recuLe === undefined || recuLe <= aujourdhui) return recuLe ?? aujourdhui;
    throw new Failure('invalid', 'REQUETE_INVALIDE', {
      message: 'recuLe',
      details: { champs: [{ champ: 'recuLe', probleme: 'la date de réception ne peut pas être dans le futur' }] },
    });
  }
}
