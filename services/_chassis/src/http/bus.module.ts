import { type DynamicModule, Module } from '@nestjs/common';
import { BusAdministration } from '../kafka/administration.js';
import { type Pool } from '../postgres/index.js';
import { AccesController } from './acces.controller.js';
import { ExploitationController } from './exploitation.controller.js';
import { BUS_POOL, MisesDeCoteController } from './mises-de-cote.controller.js';

/** What every service that reads the bus offers to those who keep it going. */
@Module({})
export class BusModule {
  static register(bus: BusAdministration, pool: Pool): DynamicModule {
    return {
      module: BusModule,
      controllers: [MisesDeCoteController, ExploitationController, AccesController],
      providers: [
        { provide: BusAdministration, useValue: bus },
        { provide: BUS_POOL, useValue: pool },
      ],
    };
  }
}
