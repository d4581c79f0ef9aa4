import { type DynamicModule, Module } from '@nestjs/common';
import { type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { IndicateursController } from './adapters/http/indicateurs.controller.js';
import { LireChiffres } from './application/lire-chiffres.js';
import { type settings } from './config.js';
import { indicateurs } from './indicateurs/index.js';
import { agreger } from './projections/agregats.js';

@Module({})
export class PilotageModule {
  static register({ pool, clock }: Platform, { seuil, arrondi }: Config<typeof settings>): DynamicModule {
    const chiffres = new LireChiffres({ indicateurs, agreger: (question) => agreger(pool, question), clock, seuil, arrondi });
    return {
      module: PilotageModule,
      controllers: [IndicateursController],
      providers: [{ provide: LireChiffres, useValue: chiffres }],
    };
  }
}
