import { Body, Controller, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation } from '@nestjs/swagger';
import { type Agent, CurrentAgent, hasRole, Roles } from '@relais/chassis/auth';
import { departementParam, documented, type Reply, RequestOrigin, usagerParam, Validated, writeRequestOf } from '@relais/chassis/http';
import { type Origin } from '@relais/chassis/journal';
import { legalDateOf } from '@relais/kernel';
import { decisionInput, type DecisionInput, reorientationInput, type ReorientationInput } from '../../application/decider-orientation.js';
import { type Decideur } from '../../domain/orientation/index.js';
import { CLOCK, IDS } from '../../tokens.js';
import { Guichet } from './guichet.js';

const DECIDE = ['DECIDEUR', 'GESTIONNAIRE', 'REFERENT'] as const;

const decideurOf = (agent: Agent): Decideur => ({
  id: agent.id,
  departement: agent.departement,
  structure: agent.structure,
  peutDecider: hasRole(agent, 'DECIDEUR'),
});

@Controller('v1/departements/:departement/orientations/:usagerId')
@ApiBearerAuth()
@Roles(...DECIDE)
export class DecisionsController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
    @Inject(IDS) private readonly ids: { next: () => string },
  ) {}

  @Post('decisions')
  @ApiOperation({ summary: 'Décider l’orientation : accepter la préconisation, ou la refuser avec un autre choix' })
  @ApiBody(documented(decisionInput))
  decide(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(decisionInput)) choix: DecisionInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const decideur = decideurOf(agent);
    const command = { type: 'DeciderOrientation', usagerId, departement, choix, decideur, aujourdhui: legalDateOf(this.clock.now()) } as const;
    return this.guichet.submit({ agent, command, origin, reply, ...writeRequestOf(headers) }, choix);
  }

  @Post('reorientations')
  @ApiOperation({ summary: 'Réorienter une personne déjà orientée' })
  @ApiBody(documented(reorientationInput))
  reorient(
    @CurrentAgent() agent: Agent,
    @RequestOrigin() origin: Origin,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(reorientationInput)) choix: ReorientationInput,
    @Headers() headers: unknown,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<object> {
    const decideur = decideurOf(agent);
    const orientationId = this.ids.next();
    const command = { type: 'ReorienterUsager', usagerId, departement, ...choix, decideur, orientationId, aujourdhui: legalDateOf(this.clock.now()) } as const;
    return this.guichet.submit({ agent, command, origin, reply, ...writeRequestOf(headers) }, choix);
  }
}
