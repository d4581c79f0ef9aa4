import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { departementParam, documented, etagOf, type Reply, RequestOrigin, usagerParam, Validated, writeRequestOf } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import {
  type ContradictoireInput,
  contradictoireInput,
  type DecisionInput,
  decisionInput,
  type LeveeInput,
  leveeInput,
  type ObservationsInput,
  observationsInput,
} from '../../application/saisies.js';
import { type DeciderSanction, type SanctionCommand } from '../../domain/sanction/index.js';
import { type Commun, Guichet } from './guichet.js';
import { sanctionParam } from './parametres.js';
import { compositionDe, dossierDe } from './reponses.js';

const choixDe = (saisie: DecisionInput): DeciderSanction['choix'] => {
  if (saisie.sens === 'CLASSER') return saisie;
  const avisEquipeLe = saisie.sens === 'SUPPRIMER' ? saisie.avisEquipeLe : null;
  return { ...saisie, avisEquipeLe, composition: compositionDe(saisie.composition) };
};

type Suite = Readonly<{ action: string; demande: unknown; headers: unknown; reply: Reply; command: (commun: Commun) => SanctionCommand }>;
type Qui = Readonly<{ agent: Agent; origin: Origin; departement: string; usagerId: string; sanctionId: string }>;

@Controller('v1/departements/:departement/sanctions/:usagerId/:sanctionId')
@ApiBearerAuth()
export class DossierController {
  constructor(@Inject(Guichet) private readonly guichet: Guichet) {}

  @Post('contradictoire')
  @Roles('GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Ouvrir le contradictoire : la personne a été informée des faits et de la sanction encourue' })
  @ApiBody(documented(contradictoireInput))
  announce(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(contradictoireInput)) saisie: ContradictoireInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const { annonce, dateReception } = saisie;
    return this.faire({ agent, origin, departement, usagerId, sanctionId }, {
      action: 'sanction.contradictoire',
      demande: saisie,
      headers,
      reply,
      command: (commun) => ({
        type: 'OuvrirContradictoire',
        ...commun,
        annonce: annonce && { typeSanction: annonce.type, taux: annonce.taux, dureeMois: annonce.dureeMois },
        dateReception: dateReception ?? commun.aujourdhui,
      }),
    });
  }

  @Post('observations')
  @Roles('REFERENT', 'GESTIONNAIRE', 'DECIDEUR')
  @ApiOperation({ summary: 'Enregistrer que la personne a présenté ses observations' })
  @ApiBody(documented(observationsInput))
  observe(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(observationsInput)) saisie: ObservationsInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    return this.faire({ agent, origin, departement, usagerId, sanctionId }, {
      action: 'sanction.observations',
      demande: saisie,
      headers,
      reply,
      command: (commun) => ({ type: 'EnregistrerObservations', ...commun, ...saisie, dateReception: saisie.dateReception ?? commun.aujourdhui }),
    });
  }

  @Post('decision')
  @Roles('DECIDEUR', 'GESTIONNAIRE', 'REFERENT')
  @ApiOperation({ summary: 'Décider : suspendre, supprimer après avis de l’équipe pluridisciplinaire, ou classer' })
  @ApiBody(documented(decisionInput))
  decide(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(decisionInput)) saisie: DecisionInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    return this.faire({ agent, origin, departement, usagerId, sanctionId }, {
      action: 'sanction.decision',
      demande: saisie,
      headers,
      reply,
      command: (commun) => ({ type: 'DeciderSanction', ...commun, choix: choixDe(saisie) }),
    });
  }

  @Post('levee')
  @Roles('DECIDEUR', 'GESTIONNAIRE')
  @ApiOperation({ summary: 'Lever une suspension avant son terme' })
  @ApiBody(documented(leveeInput))
  lift(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Param('sanctionId', new Validated(sanctionParam)) sanctionId: string,
    @Body(new Validated(leveeInput)) saisie: LeveeInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    return this.faire({ agent, origin, departement, usagerId, sanctionId }, {
      action: 'sanction.levee',
      demande: saisie,
      headers,
      reply,
      command: (commun) => ({ type: 'LeverSuspension', ...commun, motif: saisie.motif, dateLevee: saisie.dateLevee ?? commun.aujourdhui }),
    });
  }

  private async faire({ agent, origin, ...cible }: Qui, { action, demande, headers, reply, command }: Suite): Promise<object> {
    const asked = [cible.sanctionId, demande];
    const accepted = await this.guichet.faire({ ...writeRequestOf(headers), agent, origin, cible, action, demande: asked, command });
    reply.header('etag', etagOf(accepted.version)).code(201);
    return dossierDe(cible, accepted);
  }
}
