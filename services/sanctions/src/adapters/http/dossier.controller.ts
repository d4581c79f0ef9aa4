import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Roles } from '@relais/chassis/auth';
import { Answers, departementParam, type Submission, Submitted, usagerParam, Validated } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { type Cible, type Commun, communDe, Guichet } from '../../application/guichet.js';
import {
  choixDe,
  type ContradictoireInput,
  contradictoireInput,
  type DecisionInput,
  decisionInput,
  type LeveeInput,
  leveeInput,
  type ObservationsInput,
  observationsInput,
} from '../../application/saisies.js';
import { type DossierVu, dossierVu } from '../../application/vues.js';
import { type SanctionCommand } from '../../domain/sanction/index.js';
import { readSituation } from '../../projections/foyers.js';
import { CLOCK, POOL } from '../../tokens.js';
import { sanctionParam } from './parametres.js';
import { dossierDe } from './reponses.js';

type Acte = Submission & Readonly<{ cible: Cible; action: string; saisie: unknown; command: (commun: Commun) => SanctionCommand }>;

@Controller('v1/departements/:departement/sanctions/:usagerId/:sanctionId')
export class DossierController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
  ) {}

  @Post('contradictoire')
  @Roles('GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Ouvrir le contradictoire : la personne a été informée des faits et de la sanction encourue' })
  @Answers(dossierVu)
  announce(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(contradictoireInput)) saisie: ContradictoireInput,
  ): Promise<DossierVu> {
    return this.faire({
      ...submission,
      cible: { departement, usagerId, sanctionId },
      action: 'sanction.contradictoire',
      saisie,
      command: (commun) => ({
        type: 'OuvrirContradictoire',
        ...commun,
        annonce: saisie.annonce && { typeSanction: saisie.annonce.type, taux: saisie.annonce.taux, dureeMois: saisie.annonce.dureeMois },
        dateReception: saisie.dateReception ?? commun.aujourdhui,
      }),
    });
  }

  @Post('observations')
  @Roles('REFERENT', 'GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Enregistrer que la personne a présenté ses observations' })
  @Answers(dossierVu)
  observe(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(observationsInput)) saisie: ObservationsInput,
  ): Promise<DossierVu> {
    return this.faire({
      ...submission,
      cible: { departement, usagerId, sanctionId },
      action: 'sanction.observations',
      saisie,
      command: (commun) => ({ type: 'EnregistrerObservations', ...commun, ...saisie, dateReception: saisie.dateReception ?? commun.aujourdhui }),
    });
  }

  @Post('decision')
  @Roles('DECIDEUR', 'GESTIONNAIRE', 'REFERENT')
  @ApiOperation({ summary: 'Décider : suspendre, supprimer après avis de l’équipe pluridisciplinaire, ou classer' })
  @Answers(dossierVu)
  decide(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(decisionInput)) saisie: DecisionInput,
  ): Promise<DossierVu> {
    return this.faire({
      ...submission,
      cible: { departement, usagerId, sanctionId },
      action: 'sanction.decision',
      saisie,
      command: (commun) => ({ type: 'DeciderSanction', ...commun, choix: choixDe(saisie) }),
    });
  }

  @Post('levee')
  @Roles('DECIDEUR', 'GESTIONNAIRE')
  @ApiOperation({ summary: 'Lever une suspension avant son terme' })
  @Answers(dossierVu)
  lift(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(leveeInput)) saisie: LeveeInput,
  ): Promise<DossierVu> {
    return this.faire({
      ...submission,
      cible: { departement, usagerId, sanctionId },
      action: 'sanction.levee',
      saisie,
      command: (commun) => ({ type: 'LeverSuspension', ...commun, motif: saisie.motif, dateLevee: saisie.dateLevee ?? commun.aujourdhui }),
    });
  }

  private async faire({ cible, saisie, command, ...acte }: Acte): Promise<DossierVu> {
    const { departement, sanctionId } = cible;
    const commun = communDe(cible, { agent: acte.agent, now: this.clock.now(), situation: await readSituation(this.pool, cible) });
    return dossierDe(cible, await this.guichet.submit({ ...acte, departement, asked: [sanctionId, saisie], command: command(commun) }));
  }
}
