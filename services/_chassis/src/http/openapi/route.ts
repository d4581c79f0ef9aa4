import { type Type } from '@nestjs/common';
import { CUSTOM_ROUTE_ARGS_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { type z } from 'zod';
import { accessOf } from '../../auth/guard.js';
import { Validated } from '../validated.js';
import { type Answer, answerOf } from './answers.js';

type Argument = Readonly<{ index: number; data?: unknown; pipes?: readonly unknown[]; factory?: unknown }>;

/** What the code of a route says of it: what it reads, who may call it, what it answers. */
export type Route = Readonly<{
  writes: boolean;
  path: Readonly<Record<string, z.ZodType | undefined>>;
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  /** Factories of its own parameter decorators. */
  factories: readonly unknown[];
  /** Null when it is open to all. */
  roles: readonly string[] | null;
  answer: Answer | undefined;
}>;

const schemaOf = ({ pipes = [] }: Argument): z.ZodType | undefined => {
  const validated = pipes.find((pipe): pipe is Validated<z.ZodType> => pipe instanceof Validated);
  return validated?.schema;
};

/** @param verb of HTTP, in lower case */
export const routeOf = (controller: Type, method: string, verb: string): Route => {
  const handler = (controller.prototype as Readonly<Record<string, object>>)[method] as object;
  const told = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Readonly<Record<string, Argument>>;
  const named = Object.entries(told).sort(([, one], [, other]) => one.index - other.index);
  const of = (kind: RouteParamtypes): Argument[] => named.filter(([key]) => key.startsWith(`${kind}:`)).map(([, argument]) => argument);
  return {
    writes: verb !== 'get',
    path: Object.fromEntries(of(RouteParamtypes.PARAM).map((argument) => [String(argument.data), schemaOf(argument)])),
    query: of(RouteParamtypes.QUERY).map(schemaOf)[0],
    body: of(RouteParamtypes.BODY).map(schemaOf)[0],
    factories: named.filter(([key]) => key.includes(CUSTOM_ROUTE_ARGS_METADATA)).map(([, { factory }]) => factory),
    roles: accessOf(handler, controller),
    answer: answerOf(handler),
  };
};
