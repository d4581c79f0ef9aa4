import { type PipeTransform } from '@nestjs/common';
import { type z } from 'zod';
import { Failure } from '@relais/kernel';

/** Checks a body, query or parameter with a zod schema; every problem is listed with its path. */
export class Validated<T extends z.ZodType> implements PipeTransform<unknown, z.output<T>> {
  constructor(readonly schema: T) {}

  transform(value: unknown): z.output<T> {
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new Failure('invalid', 'REQUETE_INVALIDE', {
      message: 'request does not fit its schema',
      details: { champs: parsed.error.issues.map((issue) => ({ champ: issue.path.join('.'), probleme: issue.message })) },
    });
  }
}
