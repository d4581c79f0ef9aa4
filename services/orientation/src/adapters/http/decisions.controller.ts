import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { Roles } from '@relais/chassis/auth';
import { Answers, departementParam, type Submission, Submitted, usagerParam, Validated } from '@relais/chassis/http';
import { legalDateOf } from '@relais/kernel';
import {
  type Commun,
  decideurDe,
  decision,
  decisionInput,
  type DecisionInput,
  reorientationInput,
  type ReorientationInput,
} from '../../application/decider-orientation.js';
import { Guichet } from '../../application/guichet.js';
import { type DecisionVue, decisionVue } from '../../application/vues.js';
import { type DeciderOrientation, type ReorienterUsager } from '../../domain/orientation/index.js';
import { CLOCK, IDS } from '../../tokens.js';

const DECIDE = ['DECIDEUR', 'GESTIONNAIRE', 'REFERENT'] as const;

type Acte = Submission & Readonly<{ departement: string; usagerId: string; asked: unknown; command: (commun: Commun) => DeciderOrientation | ReorienterUsager }>;

@Controller('v1/departements/:departement/orientations/:usagerId')
@Roles(...DECIDE)
export class DecisionsController {
  constructor(
    @Inject(Guichet) private readonly guichet: Guichet,
    @Inject(CLOCK) private readonly clock: { now: () => Date },
    @Inject(IDS) private readonly ids: { next: () => string },
  ) {}

  @Post('decisions')
  @ApiOperation({ summary: 'Décider l’orientation : accepter la préconisation, ou la refuser avec un autre choix' })
  @Answers(decisionVue)
  decide(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(decisionInput)) choix: DecisionInput,
  ): Promise<DecisionVue> {
    return this.faire({ ...submission, departement, usagerId, asked: choix, command: (commun) => decision(choix, commun) });
  }

  @Post('reorientations')
  @ApiOperation({ summary: 'Réorienter une personne déjà orientée' })
  @Answers(decisionVue)
  reorient(
    @Submitted() submission: Submission,
    @Param('departement', new Validated(departementParam)) departement: string,
    @Param('usagerId', new Validated(usagerParam)) usagerId: string,
    @Body(new Validated(reorientationInput)) choix: ReorientationInput,
  ): Promise<DecisionVue> {
    const orientationId = this.ids.next();
    const command = (commun: Commun) => ({ type: 'ReorienterUsager', ...commun, ...choix, orientationId }) as const;
    return this.faire({ ...submission, departement, usagerId, asked: ['reorientation', choix], command });
  }

  private async faire({ usagerId, departement, command, ...acte }: Acte): Promise<DecisionVue> {
    const commun = { usagerId, departement, decideur: decideurDe(acte.agent), aujourdhui: legalDateOf(this.clock.now()) };
    const { state, version } = await this.guichet.submit({ ...acte, departement, action: 'orientation.decision', command: command(commun) });
    if (state.statut !== 'DECIDEE') throw new Error('a decision was taken, and the state does not say so');
    return { usagerId, ...state, version };
  }
}
