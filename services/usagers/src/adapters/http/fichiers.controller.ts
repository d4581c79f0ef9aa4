import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Controller, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, departementParam, refusal, type Reply, RequestOrigin, Validated } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type Pool } from '@relais/chassis/postgres';
import { legalDateOf } from '@relais/kernel';
import { apercevoir } from '../../application/apercevoir-fichier.js';
import { type ImporterFichier } from '../../application/importer-fichier.js';
import { rapportVu } from '../../application/vues.js';
import { type ApercuFichier, apercuFichier } from '../../application/vues-sources.js';
import { CLOCK, IMPORTER_FICHIER, POOL } from '../../tokens.js';
import { ouvrirFichier, type FichierLu, toutLire } from '../fichier/lire-fichier.js';
import { type Rapport } from '../postgres/rapports.js';
import { lireReglages } from '../postgres/reglages-sources.js';
import { pourLesIdentites } from './departement.js';
import { octetsDe, rejouerQuery, type Requete, rendre } from './depots.js';

const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ILLISIBLES = [
  'FICHIER_ATTENDU',
  'FICHIER_VIDE',
  'FICHIER_TROP_GROS',
  'ENCODAGE_INCONNU',
  'ENCODAGES_MELANGES',
  'CSV_MAL_FORME',
  'CLASSEUR_ILLISIBLE',
  'CLASSEUR_DEMESURE',
  'CLASSEUR_XML_INTERDIT',
  'COLONNES_MANQUANTES',
  'COLONNE_EN_DOUBLE',
] as const;
const CORPS = { description: 'Le fichier du département, tel qu’il est', schema: { type: 'string', format: 'binary' } } as const;

@Controller('v1/departements/:departement/fichiers')
@Roles('GESTIONNAIRE')
export class FichiersController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
    @Inject(IMPORTER_FICHIER) private readonly importer: ImporterFichier,
  ) {}

  @Post('apercu')
  @HttpCode(200)
  @ApiConsumes(CSV, XLSX)
  @ApiBody(CORPS)
  @ApiOperation({ summary: 'Voir ce que l’import d’un fichier lirait : premières lignes, comptes, motifs ; rien n’est écrit' })
  @Answers(apercuFichier, { refuses: ILLISIBLES })
  async apercu(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Req() { body }: Requete,
    @Res({ passthrough: true }) reponse: Reply,
  ): Promise<ApercuFichier> {
    if (!(body instanceof Readable)) throw refusal({ code: 'FICHIER_ATTENDU' });
    try {
      pourLesIdentites(agent, departement);
      reponse.header('cache-control', 'private, no-store');
      return await apercevoir(await this.ouvrir(departement, await toutLire(octetsDe(body))));
    } finally {
      body.resume();
    }
  }

  @Post()
  @ApiConsumes(CSV, XLSX)
  @ApiBody(CORPS)
  @ApiOperation({ summary: 'Importer un fichier du département : contacts et repères des personnes déjà connues' })
  @Answers(rapportVu, { located: true, refuses: [...ILLISIBLES, 'IMPORT_EN_COURS', 'FICHIER_DEJA_IMPORTE', 'CONNEXION_PERDUE'] })
  async deposer(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Query(new Validated(rejouerQuery)) { rejouer }: z.output<typeof rejouerQuery>,
    @Req() { body }: Requete,
    @Res({ passthrough: true }) reponse: Reply,
  ): Promise<Rapport> {
    if (!(body instanceof Readable)) throw refusal({ code: 'FICHIER_ATTENDU' });
    try {
      pourLesIdentites(agent, departement);
      const demande = { departement, agentId: agent.id, dateReception: this.aujourdhui(), origin, rejouer };
      const issue = await this.importer(demande, async () => {
        const octets = await toutLire(octetsDe(body));
        return { empreinte: createHash('sha256').update(octets).digest(), ouvrir: () => this.ouvrir(departement, octets) };
      });
      return await rendre({ pool: this.pool, departement, reponse }, issue);
    } finally {
      body.resume();
    }
  }

  private aujourdhui(): string {
    return legalDateOf(this.clock.now());
  }

  private async ouvrir(departement: string, octets: Buffer): Promise<FichierLu> {
    const { colonnes } = await lireReglages(this.pool, departement);
    return ouvrirFichier(octets, { colonnes, aujourdhui: this.aujourdhui() });
  }
}
