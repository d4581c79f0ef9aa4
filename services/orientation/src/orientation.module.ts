import { type DynamicModule, Module } from '@nestjs/common';
import { type Platform } from '@relais/chassis/lifecycle';
import { OrientationsController } from './adapters/http/orientations.controller.js';
import { mapping } from './adapters/kafka/mapping.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { orientationAggregate } from './application/aggregate.js';
import { Orientations } from './application/orientations.js';
import { projectOrientation } from './projections/orientation-view.js';
import { CLOCK, POOL, SUBSCRIPTIONS } from './tokens.js';

@Module({})
export class OrientationModule {
  static register({ pool, commands, clock, ids }: Platform): DynamicModule {
    const orientations = new Orientations(commands, orientationAggregate(mapping), projectOrientation);
    return {
      module: OrientationModule,
      controllers: [OrientationsController],
      providers: [
        { provide: Orientations, useValue: orientations },
        { provide: POOL, useValue: pool },
        { provide: CLOCK, useValue: clock },
        { provide: SUBSCRIPTIONS, useValue: subscriptions(orientations, ids) },
      ],
    };
  }
}
