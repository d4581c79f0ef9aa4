import { type Tx } from '@relais/chassis/postgres';

/** True while the processing of a person's data is restricted (article 18 of the RGPD). */
export const estLimite = async (tx: Tx, usagerId: string): Promise<boolean> =>
  (await tx.query('select 1 from limitation where usager_id = $1', [usagerId])).rowCount === 1;

/** Forgets how a person is reached at France Travail: the next transmission asks usagers again. */
export const oublierJeton = async (tx: Tx, usagerId: string): Promise<void> => {
  await tx.query('delete from jeton where usager_id = $1', [usagerId]);
};

/** Starts or ends a restriction. */
export const limiter = async (tx: Tx, { usagerId, limite }: Readonly<{ usagerId: string; limite: boolean }>): Promise<void> => {
  await oublierJeton(tx, usagerId);
  await tx.query(
    limite ? 'insert into limitation (usager_id) values ($1) on conflict do nothing' : 'delete from limitation where usager_id = $1',
    [usagerId],
  );
};
