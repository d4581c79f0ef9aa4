import { type DynamicModule, Module } from '@nestjs/common';
import { type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { PERSONAL_DATA, PersonalDataController } from '@relais/chassis/personal-data';
import { IndicateursController } from './adapters/http/indicateurs.controller.js';
import { lieux } from './adapters/postgres/lieux.js';
import { LireChiffres } from './application/lire-chiffres.js';
import { type settings } from './config.js';
import { indicateurs } from './indicateurs/index.js';
import { agreger } from './projections/agregats.js';

@Module({})
export class PilotageModule {
  static register({ pool, clock, codec }: Platform, { seuil, arrondi }: Config<typeof settings>): DynamicModule {
    const chiffres = new LireChiffres({ indicateurs, agreger: (question) => agreger(pool, question), clock, seuil, arrondi });
    return {
      module: PilotageModule,
      controllers: [IndicateursController, PersonalDataController],
      providers: [
        { provide: LireChiffres, useValue: chiffres },
        { provide: PERSONAL_DATA, useValue: { pool, codec, places: lieux } },
      ],
    };
  }
}
