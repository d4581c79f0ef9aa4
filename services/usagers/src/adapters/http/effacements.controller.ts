import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, idParam, refusal, type Reply, RequestOrigin, usagerParam, Validated } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { type RapportEffacement, rapportEffacement } from '../../application/droits/rapport.js';
import { type Effacements } from '../../application/droits/effacements.js';
import { MOTIFS_EFFACEMENT } from '../../domain/droits/effacement.js';
import { EFFACEMENTS } from '../../tokens.js';
import { EN_TETES_PAGE } from './page.js';
import { pageRapport } from './page-rapport.js';

const demande = z.strictObject({ motif: z.enum(MOTIFS_EFFACEMENT) }).meta({ examples: [{ motif: 'DEMANDE_DE_LA_PERSONNE' }] });
const effacementParam = idParam('un identifiant d’effacement');
export const forme = z.object({ forme: z.enum(['json', 'page']).default('json').meta({ description: '« page » : une page en français, à lire ou à imprimer' }) });

/** Erasure of a person (RGPD, article 17): an agent asks, another confirms. */
@Controller('v1/usagers/:usagerId/effacements')
export class EffacementsController {
  constructor(@Inject(EFFACEMENTS) private readonly effacements: Effacements) {}

  @Post()
  @Roles('GESTIONNAIRE')
  @ApiOperation({ summary: 'Demander l’effacement d’une personne ; rien n’est effacé avant qu’un autre agent le confirme' })
  @Answers(rapportEffacement, { refuses: ['USAGER_INCONNU', 'USAGER_NON_RATTACHE', 'EFFACEMENT_DROIT_OUVERT', 'EFFACEMENT_DEJA_DEMANDE'] })
  async demander(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(demande)) { motif }: z.output<typeof demande>,
  ): Promise<RapportEffacement> {
    const fait = await this.effacements.demander({ agent, usagerId, motif });
    if (!fait.ok) throw refusal(fait.error);
    return fait.value;
  }

  @Post(':effacementId/confirmation')
  @HttpCode(200)
  @Roles('GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Confirmer un effacement demandé par un autre agent : la clé de la personne est détruite, chaque service efface' })
  @Answers(rapportEffacement, {
    refuses: ['EFFACEMENT_INCONNU', 'USAGER_NON_RATTACHE', 'EFFACEMENT_DROIT_OUVERT', 'EFFACEMENT_MEME_AGENT', 'EFFACEMENT_DEJA_FAIT'],
  })
  async confirmer(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('effacementId', new Validated(effacementParam)) effacementId: string,
  ): Promise<RapportEffacement> {
    const fait = await this.effacements.confirmer({ agent, usagerId, effacementId, origin });
    if (!fait.ok) throw refusal(fait.error);
    return fait.value;
  }

  @Get(':effacementId')
  @Roles('GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Le rapport d’un effacement : chaque lieu, ce qui y a été fait, ce qui reste et pourquoi' })
  @Answers(rapportEffacement, { also: ['text/html'], refuses: ['EFFACEMENT_INCONNU', 'USAGER_NON_RATTACHE'] })
  async rapport(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('effacementId', new Validated(effacementParam)) effacementId: string,
    @Query(new Validated(forme)) { forme: voulue }: z.output<typeof forme>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RapportEffacement | string> {
    const rapport = await this.effacements.rapport({ agent, usagerId, effacementId });
    if (!rapport.ok) throw refusal(rapport.error);
    if (voulue === 'json') return rapport.value;
    for (const [nom, valeur] of Object.entries(EN_TETES_PAGE)) reply.header(nom, valeur);
    return pageRapport(rapport.value);
  }
}
