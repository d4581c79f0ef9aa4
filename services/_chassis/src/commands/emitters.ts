import { z } from 'zod';
import { jsonSetting } from '../config/index.js';
import { departementParam } from '../http/request.js';
import { type CommandTopic, isCommandTopic } from '../kafka/subscriptions.js';

const emitter = z.strictObject({
  departement: departementParam,
  structure: z.strictObject({ code: z.string().min(1), type: z.string().min(1) }),
  topic: z.custom<CommandTopic>(isCommandTopic, 'attendu : relais.commandes.<nom>.v1').default('relais.commandes.v1'),
  /** Its Kafka account, to which the installation gives the rights on its topics. */
  compte: z.string().min(1).optional(),
});

/** A tool that may put commands on the bus: the topic that is its own, the département and the structure for which it then speaks. */
export type Emitter = Readonly<z.output<typeof emitter>>;

const oneTopicEach = (emitters: readonly Emitter[]): boolean => new Set(emitters.map(({ topic }) => topic)).size === emitters.length;

/** The tools that may put commands on the bus, as JSON. Kafka does not say which account wrote: each has its own topic. */
export const emittersSetting = jsonSetting(z.array(emitter).refine(oneTopicEach, 'deux émetteurs ont le même topic').readonly()).default([]);
