import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { Answers, refusal, type Shown, usagerParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type UsagerId } from '@relais/kernel';
import { type Coffre } from '../../application/ports.js';
import { identifiantsVus } from '../../application/vues-rapprochement.js';
import { type Identifiant } from '../../domain/personne/identifiants.js';
import { COFFRE, POOL } from '../../tokens.js';
import { ajouterIdentifiant, cloreIdentifiant, listerIdentifiants } from '../postgres/identifiants.js';
import { trouver } from '../postgres/usagers.js';
import { exigerIdentite } from './acces.js';
import { numeroFranceTravail } from './parametres.js';

const texte = (max: number) => z.string().trim().regex(/^[A-Za-z0-9_./-]+$/, 'attendus : lettres, chiffres, tirets').max(max);

const ajout = z
  .discriminatedUnion('genre', [
    z.strictObject({ genre: z.literal('NUMERO_FRANCE_TRAVAIL'), numero: numeroFranceTravail }),
    z.strictObject({
      genre: z.literal('MATRICULE'),
      organisme: z.enum(['CAF', 'MSA']),
      numeroOrganisme: texte(3).describe('NUMORG'),
      matricule: texte(15),
      numeroDemande: texte(11).describe('NUMDEMRSA'),
    }),
    z.strictObject({ genre: z.literal('OUTIL_DEPARTEMENT'), numero: texte(40) }),
    z.strictObject({ genre: z.literal('PARTENAIRE'), partenaire: texte(20).describe('Code du partenaire'), numero: texte(60) }),
  ])
  .meta({ examples: [{ genre: 'NUMERO_FRANCE_TRAVAIL', numero: '10000000001' }] });

const cloture = z.strictObject({ motif: z.enum(['CHANGEMENT', 'ERREUR']) }).meta({ examples: [{ motif: 'ERREUR' }] });
const usagerPipe = new Validated(usagerParam);
const numeroPipe = new Validated(z.coerce.number().int().min(1).meta({ description: 'un numéro d’identifiant' }));

/** What others call a person, with its history. */
@Controller('v1/usagers/:usagerId/identifiants')
@Roles('GESTIONNAIRE', 'DECIDEUR', 'REFERENT')
export class IdentifiantsController {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(COFFRE) private readonly coffre: Coffre,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Les identifiants d’un usager et leur historique : France Travail, CAF ou MSA, outil du département, partenaires' })
  @Answers(identifiantsVus, { refuses: ['USAGER_INCONNU', 'USAGER_NON_RATTACHE'] })
  async lister(@CurrentAgent() agent: Agent, @Param('usagerId', usagerPipe) usagerId: string): Promise<Shown<typeof identifiantsVus>> {
    await this.exiger(agent, usagerId, 'usager.identifiants');
    return { identifiants: await listerIdentifiants(this.pool, this.coffre, usagerId) };
  }

  @Post()
  @Roles('GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Ajouter un identifiant ; celui qu’il remplace est clos et reste dans l’historique' })
  @Answers(identifiantsVus, { refuses: ['USAGER_INCONNU', 'USAGER_NON_RATTACHE', 'IDENTIFIANT_DEJA_PORTE'] })
  async ajouter(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', usagerPipe) usagerId: string,
    @Body(new Validated(ajout)) demande: z.output<typeof ajout>,
  ): Promise<Shown<typeof identifiantsVus>> {
    await this.exiger(agent, usagerId, 'usager.identifiant.ajout');
    const usager = await trouver(this.pool, usagerId);
    if (!usager) throw refusal({ code: 'USAGER_INCONNU' });
    const { departement } = usager;
    const identifiant: Identifiant = demande.genre === 'OUTIL_DEPARTEMENT' ? { ...demande, departement } : demande;
    const issue = await ajouterIdentifiant(this.pool, this.coffre, { usagerId: usagerId as UsagerId, identifiant, departement });
    if (!issue.ok) throw refusal(issue.error);
    return { identifiants: await listerIdentifiants(this.pool, this.coffre, usagerId) };
  }

  @Post(':identifiantId/cloture')
  @HttpCode(200)
  @Roles('GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Clore un identifiant : il reste dans l’historique' })
  @Answers(identifiantsVus, { refuses: ['USAGER_INCONNU', 'USAGER_NON_RATTACHE', 'IDENTIFIANT_INCONNU'] })
  async clore(
    @CurrentAgent() agent: Agent,
    @Param('usagerId', usagerPipe) usagerId: string,
    @Param('identifiantId', numeroPipe) identifiantId: number,
    @Body(new Validated(cloture)) { motif }: z.output<typeof cloture>,
  ): Promise<Shown<typeof identifiantsVus>> {
    await this.exiger(agent, usagerId, 'usager.identifiant.cloture');
    if (!(await cloreIdentifiant(this.pool, { usagerId, identifiantId, motif }))) throw refusal({ code: 'IDENTIFIANT_INCONNU' });
    return { identifiants: await listerIdentifiants(this.pool, this.coffre, usagerId) };
  }

  private exiger(agent: Agent, usagerId: string, action: string): Promise<void> {
    return exigerIdentite(this.pool, { agent, usagerId, action });
  }
}
