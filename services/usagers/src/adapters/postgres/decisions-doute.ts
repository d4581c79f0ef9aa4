import { inTransaction, type Pool, type Tx } from '@relais/chassis/postgres';
import { ok, refuse, type Rejection, type Result, type UsagerId } from '@relais/kernel';
import { empreinteIdentite, ressemblanceDe } from '../../application/index-personne.js';
import { type Coffre, type Scelle } from '../../application/ports.js';
import { type Identite } from '../../domain/personne/identite.js';
import { annulerFusion, type CodeRefusFusion, fusionnerUsagers, type PortsFusion } from './fusions.js';
import { octets } from './octets.js';

export type DecisionDoute = Readonly<{ sens: 'DISTINGUER' }> | Readonly<{ sens: 'FUSIONNER'; gardeId: UsagerId }>;

export type CodeRefusDoute = CodeRefusFusion | 'DOUTE_INCONNU' | 'DOUTE_DEJA_DECIDE' | 'DOUTE_NON_FUSIONNE' | 'GARDE_ETRANGERE';

export type Visee = Readonly<{ departement: string; douteId: string }>;

type Ligne = Readonly<{
  etat: string;
  usagerId: UsagerId;
  autreId: UsagerId | null;
  candidat: Buffer | null;
  gardeId: UsagerId | null;
  avant: Buffer | null;
}>;

type Refus = Result<never, Rejection<CodeRefusDoute>>;

const verrouiller = async (tx: Tx, { departement, douteId }: Visee): Promise<Ligne | undefined> => {
  const { rows } = await tx.query<Ligne>(
    `select etat, usager_id as "usagerId", autre_id as "autreId", candidat, garde_id as "gardeId", avant
     from doute where id = $1 and departement = $2 for update`,
    [douteId, departement],
  );
  return rows[0];
};

// One record, told otherwise by a source: what was known is kept, sealed, to be given back.
const remplacerIdentite = async (tx: Tx, coffre: Coffre, { usagerId, par }: Readonly<{ usagerId: UsagerId; par: Buffer }>): Promise<Buffer> => {
  const { rows } = await tx.query<Scelle>('select cle_version as "cleVersion", cle, identite as donnees from usager where id = $1 for update', [usagerId]);
  const connue = rows[0];
  if (!connue) throw new Error('a doubt names somebody who is not here');
  const identite = coffre.ouvrir(usagerId, { ...connue, donnees: par }) as Identite;
  await tx.query('update usager set identite = $2, identite_empreinte = $3, etat_civil_index = $4 where id = $1', [
    usagerId,
    par,
    ...octets([empreinteIdentite(coffre, identite), ressemblanceDe(coffre, identite).etatCivil]),
  ]);
  return connue.donnees;
};

const appliquer = async (tx: Tx, ports: PortsFusion, { doute, gardeId }: Readonly<{ doute: Ligne; gardeId: UsagerId }>): Promise<Result<Buffer, Rejection<CodeRefusDoute>>> => {
  const { usagerId, autreId, candidat } = doute;
  if (gardeId !== usagerId && gardeId !== autreId) return refuse({ code: 'GARDE_ETRANGERE' });
  if (autreId) return fusionnerUsagers(tx, ports, { gardeId, absorbeId: gardeId === usagerId ? autreId : usagerId });
  if (!candidat) throw new Error('a doubt has another side');
  return ok(await remplacerIdentite(tx, ports.coffre, { usagerId, par: candidat }));
};

const noter = (tx: Tx, douteId: string, valeurs: readonly [etat: string, gardeId: UsagerId | null, avant: Buffer | null, decideurId: string | null]) =>
  tx.query('update doute set etat = $2, garde_id = $3, avant = $4, decide_par = $5, decide_le = case when $5::text is null then null else now() end where id = $1', [
    douteId,
    ...valeurs,
  ]);

/** A human's word on a doubt: one person, or two. */
export const deciderDoute = (pool: Pool, ports: PortsFusion, { decision, ...visee }: Visee & Readonly<{ decision: DecisionDoute }>): Promise<Result<null, Rejection<CodeRefusDoute>>> =>
  inTransaction(pool, async (tx): Promise<Refus | Result<null, never>> => {
    const doute = await verrouiller(tx, visee);
    if (!doute) return refuse({ code: 'DOUTE_INCONNU' });
    if (doute.etat !== 'A_EXAMINER') return refuse({ code: 'DOUTE_DEJA_DECIDE' });
    if (decision.sens === 'DISTINGUER') {
      await noter(tx, visee.douteId, ['DISTINGUE', null, null, ports.decideurId]);
      return ok(null);
    }
    const { gardeId } = decision;
    const avant = await appliquer(tx, ports, { doute, gardeId });
    if (!avant.ok) return avant;
    await noter(tx, visee.douteId, ['FUSIONNE', gardeId, avant.value, ports.decideurId]);
    return ok(null);
  });

/** Undoes a merge: the doubt is to be looked at again. */
export const annulerDecision = (pool: Pool, ports: PortsFusion, visee: Visee): Promise<Result<null, Rejection<CodeRefusDoute>>> =>
  inTransaction(pool, async (tx): Promise<Refus | Result<null, never>> => {
    const doute = await verrouiller(tx, visee);
    if (!doute) return refuse({ code: 'DOUTE_INCONNU' });
    const { usagerId, autreId, gardeId, avant } = doute;
    if (doute.etat !== 'FUSIONNE' || !gardeId || !avant) return refuse({ code: 'DOUTE_NON_FUSIONNE' });
    if (autreId) await annulerFusion(tx, ports, { gardeId, absorbeId: gardeId === usagerId ? autreId : usagerId, avant });
    else await remplacerIdentite(tx, ports.coffre, { usagerId, par: avant });
    await noter(tx, visee.douteId, ['A_EXAMINER', null, null, null]);
    return ok(null);
  });
