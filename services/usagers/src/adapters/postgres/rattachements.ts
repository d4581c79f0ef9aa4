import { type Journal, type Origin } from '@relais/chassis/journal';
import { type Tx } from '@relais/chassis/postgres';
import { invalid } from '@relais/kernel';
import { estEfface } from './effacements.js';
import { type Rattacher, rattachementDecider } from '../../domain/rattachement/decider.js';

/**
 * Moves a person to the structure that now follows them and tells it, in the caller's transaction.
 * Nothing happens when that structure already does.
 * @throws Failure `USAGER_INCONNU` (invalid) for a person that was never imported here
 */
export const rattacher = async (
  tx: Tx,
  { journal, origin }: Readonly<{ journal: Journal; origin: Origin }>,
  commande: Rattacher,
): Promise<void> => {
  const usager = await tx.query('select 1 from usager where id = $1 for update', [commande.usagerId]);
  if (usager.rowCount === 0 && (await estEfface(tx, commande.usagerId))) return;
  if (usager.rowCount === 0) throw invalid('USAGER_INCONNU', 'an orientation was decided for a person this service does not know');
  const { rows } = await tx.query<{ code: string; type: Rattacher['structure']['type'] }>(
    'select structure_code as code, structure_type as type from rattachement where usager_id = $1 and jusqu_a is null',
    [commande.usagerId],
  );
  const decision = rattachementDecider.decide(commande, rows[0] ?? null);
  for (const { data } of decision.ok ? decision.value : []) {
    await tx.query('update rattachement set jusqu_a = $2 where usager_id = $1 and jusqu_a is null', [data.usagerId, data.depuis]);
    await tx.query(
      `insert into rattachement (usager_id, departement, structure_code, structure_type, motif, depuis) values ($1, $2, $3, $4, $5, $6)`,
      [data.usagerId, data.departement, data.structureCode, data.structureType, data.motif, data.depuis],
    );
    await journal.appendNext(tx, { type: 'usagers.UsagerRattache', data, origin });
  }
};
