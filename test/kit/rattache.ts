import { randomUUID } from 'node:crypto';
import { type Fact } from '@relais/chassis/journal';
import { ignored } from '@relais/chassis/kafka';
import { type Events } from '@relais/schemas';

/** What an attachment says of a person; nothing about that person is true. */
export const rattachement = (usagerId: string, motif = 'ORIENTATION'): Events['usagers.UsagerRattache'] => ({
  usagerId,
  departement: '33',
  structureCode: 'NAQ0405',
  structureType: 'ML',
  depuis: '2026-11-24',
  motif,
});

/** The fact most at hand where any will do: a person is attached to a structure. */
export const rattache = (usagerId: string, sequence: number, motif?: string): Fact<'usagers.UsagerRattache'> => ({
  type: 'usagers.UsagerRattache',
  data: rattachement(usagerId, motif),
  sequence,
  origin: { correlationId: randomUUID() },
});

/** Rows of a table that is not about the rights of persons. */
export const droitsIgnores = { 'usagers.UsagerEfface': ignored, 'usagers.UsagerRectifie': ignored, 'usagers.TraitementLimite': ignored } as const;
