import { type Queryable } from '@relais/chassis/postgres';
import { type UsagerId } from '@relais/kernel';
import { ficheDe } from '../../application/douter.js';
import { type Coffre, type Scelle } from '../../application/ports.js';
import { type Identite } from '../../domain/personne/identite.js';
import { comparer, type Comparaison, type Fiche, juger, type MotifDoute } from '../../domain/rapprochement/rules.js';

export type EtatDoute = 'A_EXAMINER' | 'FUSIONNE' | 'DISTINGUE';

/** One row of the queue: nothing that identifies. */
export type Doute = Readonly<{
  douteId: string;
  motif: MotifDoute;
  source: string;
  etat: EtatDoute;
  usagerId: UsagerId;
  /** Null when the other side is what a source declared. */
  autreId: UsagerId | null;
  gardeId: UsagerId | null;
  creeLe: string;
  decideLe: string | null;
}>;

type Ligne = Omit<Doute, 'creeLe' | 'decideLe'> & Readonly<{ creeLe: Date; decideLe: Date | null }>;

const COLONNES = `id as "douteId", motif, source, etat, usager_id as "usagerId", autre_id as "autreId", garde_id as "gardeId",
  cree_le as "creeLe", decide_le as "decideLe"`;

const douteDe = ({ creeLe, decideLe, ...doute }: Ligne): Doute => ({
  ...doute,
  creeLe: creeLe.toISOString(),
  decideLe: decideLe?.toISOString() ?? null,
});

export type PageDoutes = Readonly<{ etat: EtatDoute; apres?: string | undefined; limite: number }>;

/** The queue of a département, oldest first; `suite` is where the next page begins. */
export const listerDoutes = async (
  db: Queryable,
  departement: string,
  { etat, apres, limite }: PageDoutes,
): Promise<{ doutes: Doute[]; suite: string | null }> => {
  const { rows } = await db.query<Ligne>(
    `select ${COLONNES} from doute where departement = $1 and etat = $2
       and ($3::uuid is null or (cree_le, id) > (select cree_le, id from doute where id = $3))
     order by cree_le, id limit $4`,
    [departement, etat, apres ?? null, limite + 1],
  );
  const page = rows.slice(0, limite);
  return { doutes: page.map(douteDe), suite: rows.length > limite ? (page.at(-1)?.douteId ?? null) : null };
};

/** One side of a doubt, opened. */
export type Cote = Readonly<{ usagerId: UsagerId | null; identite: Identite; numeroFranceTravail: string | null }>;

export type DouteOuvert = Doute & Readonly<{ cotes: readonly [Cote, Cote]; comparaison: Comparaison }>;

type LigneUsager = Scelle & Readonly<{ id: UsagerId; numero: Buffer | null }>;

const numeroDe = (coffre: Coffre, { id, numero, ...scelle }: LigneUsager): string | null => {
  if (numero === null) return null;
  const lu = coffre.ouvrir(id, { ...scelle, donnees: numero });
  return typeof lu === 'string' ? lu : ((lu as string[])[0] ?? null);
};

/** Opens the sides given; a person whose key is destroyed is not among them. */
export const ouvrirCotes = async (db: Queryable, coffre: Coffre, ids: readonly UsagerId[]): Promise<Cote[]> => {
  const { rows } = await db.query<LigneUsager>(
    `select u.id, u.cle_version as "cleVersion", u.cle, u.identite as donnees, i.valeur as numero
     from usager u left join identifiant i on i.usager_id = u.id and i.genre = 'NUMERO_FRANCE_TRAVAIL' and i.jusqu_a is null
     where u.id = any($1) and octet_length(u.cle) > 0 order by u.id`,
    [ids],
  );
  return rows.map((ligne) => ({
    usagerId: ligne.id,
    identite: coffre.ouvrir(ligne.id, ligne) as Identite,
    numeroFranceTravail: numeroDe(coffre, ligne),
  }));
};

const ficheDuCote = ({ identite, numeroFranceTravail }: Cote): Fiche => ficheDe(identite, { numeroFranceTravail });

/** One doubt, without opening anybody. */
export const trouverDoute = async (db: Queryable, departement: string, douteId: string): Promise<Doute | undefined> => {
  const { rows } = await db.query<Ligne>(`select ${COLONNES} from doute where id = $1 and departement = $2`, [douteId, departement]);
  return rows[0] && douteDe(rows[0]);
};

/** Opens both sides. The caller has checked the right to both and traced the access. */
export const ouvrirDoute = async (db: Queryable, coffre: Coffre, doute: Doute): Promise<DouteOuvert | undefined> => {
  const { usagerId, autreId, douteId } = doute;
  const cotes = await ouvrirCotes(db, coffre, autreId === null ? [usagerId] : [usagerId, autreId]);
  if (autreId === null) {
    const { rows } = await db.query<Scelle>(
      'select u.cle_version as "cleVersion", u.cle, d.candidat as donnees from doute d join usager u on u.id = d.usager_id where d.id = $1',
      [douteId],
    );
    const [candidat] = rows;
    if (candidat && cotes.length > 0) cotes.push({ usagerId: null, identite: coffre.ouvrir(usagerId, candidat) as Identite, numeroFranceTravail: null });
  }
  const [a, b] = cotes;
  return a && b && { ...doute, cotes: [a, b], comparaison: comparer(ficheDuCote(a), ficheDuCote(b)) };
};

/** Puts two known persons of a département in the queue, for the reason given or the one the rules find; null when they have none. */
export const signalerDoute = async (
  db: Queryable,
  coffre: Coffre,
  { ids, source, departement, motif }: Readonly<{ ids: readonly [UsagerId, UsagerId]; source: string; departement: string; motif?: MotifDoute }>,
): Promise<string | null> => {
  const [a, b] = motif ? [] : await ouvrirCotes(db, coffre, ids);
  const verdict = a && b ? juger(ficheDuCote(a), ficheDuCote(b)) : motif;
  if (verdict === undefined || verdict === 'AUTRE') return null;
  const { rows } = await db.query<{ id: string }>(
    `insert into doute (id, departement, source, motif, usager_id, autre_id)
     values (gen_random_uuid(), $1, $2, $3, least($4::uuid, $5::uuid), greatest($4::uuid, $5::uuid))
     on conflict (usager_id, autre_id) where autre_id is not null do update set source = doute.source returning id`,
    [departement, source, verdict === 'MEME' ? 'DEJA_VUE' : verdict, ...ids],
  );
  return rows[0]?.id ?? null;
};
