import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { Roles } from '@relais/chassis/auth';
import { Answers, departementParam, etagOf, pourLeDepartement, refusal, type Submission, Submitted, uuidParam, Validated } from '@relais/chassis/http';
import { conclusionInput, type DemandeReprise, relanceInput } from '../../application/reprendre.js';
import { repriseVue } from '../../application/vues.js';
import { REPRENDRE } from '../../tokens.js';
import { type createReprises, type RepriseEcrite } from '../postgres/reprises.js';

type Asked = Readonly<{ submission: Submission; departement: string; id: string; demande: DemandeReprise }>;

/** What a person says of a transmission that waits for somebody. */
@Controller('v1/departements/:departement/transmissions/:id')
@Roles('DECIDEUR', 'EXPLOITANT')
export class ReprisesController {
  constructor(@Inject(REPRENDRE) private readonly reprendre: ReturnType<typeof createReprises>) {}

  @Post('conclusion')
  @ApiOperation({ summary: 'Conclure après avoir regardé chez France Travail : prise en compte, ou absente et à renvoyer' })
  @Answers(repriseVue)
  conclude(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('id', new Validated(uuidParam)) id: string,
    @Body(new Validated(conclusionInput)) demande: z.output<typeof conclusionInput>,
  ): Promise<RepriseEcrite> {
    return this.faire({ submission, departement, id, demande });
  }

  @Post('relance')
  @ApiOperation({ summary: 'Relancer une transmission refusée ou à traiter, une fois la cause corrigée' })
  @Answers(repriseVue)
  retry(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('id', new Validated(uuidParam)) id: string,
    @Body(new Validated(relanceInput)) demande: z.output<typeof relanceInput>,
  ): Promise<RepriseEcrite> {
    return this.faire({ submission, departement, id, demande });
  }

  private async faire({ submission: { agent, key, expectedVersion, reply }, departement, id, demande }: Asked): Promise<RepriseEcrite> {
    pourLeDepartement(agent, { departement, finalite: 'echange-france-travail', categorie: 'technique' });
    const outcome = await this.reprendre({ agent, key, expectedVersion, departement, id, demande });
    if (!outcome.ok) throw refusal(outcome.error);
    reply.header('etag', etagOf(outcome.value.version)).code(201);
    return outcome.value.state;
  }
}
