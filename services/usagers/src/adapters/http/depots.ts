import { type Readable } from 'node:stream';
import { z } from 'zod';
import { refusal, type Reply } from '@relais/chassis/http';
import { type Pool } from '@relais/chassis/postgres';
import { Failure, type Rejection, type Result } from '@relais/kernel';
import { type Issue } from '../../application/conduire-import.js';
import { lireRapport, type Rapport } from '../postgres/rapports.js';

/** A body that came as a stream, or as anything else. */
export type Requete = Readonly<{ body: unknown }>;

export const rejouerQuery = z.object({
  rejouer: z.enum(['true', 'false']).default('false').transform((dit) => dit === 'true').describe('Importer de nouveau un fichier déjà importé'),
});

type Vers = Readonly<{ pool: Pool; departement: string; reponse: Pick<Reply, 'header'> }>;

/** The bytes of a body. Left open on a fault, or the caller would lose its answer with the connection. */
export const octetsDe = (body: Readable): AsyncIterable<Uint8Array> => body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;

/** The report of an import that has ended, its address in Location; throws why it stopped, with the report. */
export const rendre = async ({ pool, departement, reponse }: Vers, issue: Result<Issue, Rejection>): Promise<Rapport> => {
  if (!issue.ok) throw refusal(issue.error);
  const { importId, arret } = issue.value;
  reponse.header('location', `/v1/departements/${departement}/imports/${importId}`);
  const rapport = await lireRapport(pool, departement, importId);
  if (!rapport) throw refusal({ code: 'IMPORT_INCONNU' });
  if (arret) throw new Failure('invalid', arret.code, { message: 'import stopped', details: { ...arret, rapport } });
  return rapport;
};
