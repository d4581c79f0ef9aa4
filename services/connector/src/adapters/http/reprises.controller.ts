import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { type z } from 'zod';
import { type Agent, CurrentAgent, Roles } from '@relais/chassis/auth';
import { departementParam, documented, etagOf, ownDepartement, refusal, type Reply, uuidParam, Validated, writeRequestOf } from '@relais/chassis/http';
import { conclusionInput, type DemandeReprise, relanceInput } from '../../application/reprendre.js';
import { REPRENDRE } from '../../tokens.js';
import { type createReprises, type RepriseEcrite } from '../postgres/reprises.js';

type Asked = Readonly<{ agent: Agent; departement: string; id: string; demande: DemandeReprise; headers: unknown; reply: Reply }>;

/** What a person says of a transmission that waits for somebody. */
@Controller('v1/departements/:departement/transmissions/:id')
@ApiBearerAuth()
@Roles('DECIDEUR', 'EXPLOITANT')
export class ReprisesController {
  constructor(@Inject(REPRENDRE) private readonly reprendre: ReturnType<typeof createReprises>) {}

  @Post('conclusion')
  @ApiOperation({ summary: 'Conclure après avoir regardé chez France Travail : prise en compte, ou absente et à renvoyer' })
  @ApiBody(documented(conclusionInput))
  conclude(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('id', new Validated(uuidParam)) id: string,
    @Body(new Validated(conclusionInput)) demande: z.output<typeof conclusionInput>,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RepriseEcrite> {
    return this.faire({ agent, departement, id, demande, headers, reply });
  }

  @Post('relance')
  @ApiOperation({ summary: 'Relancer une transmission refusée ou à traiter, une fois la cause corrigée' })
  @ApiBody(documented(relanceInput))
  retry(
    @CurrentAgent() agent: Agent,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('id', new Validated(uuidParam)) id: string,
    @Body(new Validated(relanceInput)) demande: z.output<typeof relanceInput>,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<RepriseEcrite> {
    return this.faire({ agent, departement, id, demande, headers, reply });
  }

  private async faire({ agent, departement, id, demande, headers, reply }: Asked): Promise<RepriseEcrite> {
    ownDepartement(agent, departement);
    const outcome = await this.reprendre({ ...writeRequestOf(headers), agent, departement, id, demande });
    if (!outcome.ok) throw refusal(outcome.error);
    reply.header('etag', etagOf(outcome.value.version)).code(201);
    return outcome.value.state;
  }
}
