import { failureClassOf, isFailure, ok, type Result } from '@relais/kernel';
import { type Arret, type SessionCommune } from './ports.js';
import { FluxRefuse } from './recevoir-flux.js';

export type Issue = Readonly<{ importId: string; arret: Arret | null }>;

const ESSAIS = 4;

/** Another writer was first, or the database was away for a moment: the whole batch is decided again. */
export const avecReprise = async (travail: () => Promise<void>): Promise<void> => {
  for (let essai = 1; ; essai += 1) {
    try {
      return await travail();
    } catch (erreur) {
      if (essai >= ESSAIS || failureClassOf(erreur) !== 'transient') throw erreur;
    }
  }
};

const CONNEXION_PERDUE = new Set<unknown>(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/** A fault of the file or of the connection ends the import; anything else is ours and goes up. */
const arretDe = (erreur: unknown): Arret => {
  if (erreur instanceof FluxRefuse) return erreur.arret;
  if (isFailure(erreur) && erreur.failureClass === 'invalid') return { ...erreur.details, code: erreur.code };
  if (CONNEXION_PERDUE.has((erreur as { code?: unknown }).code)) return { code: 'CONNEXION_PERDUE' };
  throw erreur;
};

const etatDe = (arret: Arret | null): 'TERMINE' | 'INTERROMPU' | 'REFUSE' => {
  if (arret === null) return 'TERMINE';
  return arret.code === 'CONNEXION_PERDUE' ? 'INTERROMPU' : 'REFUSE';
};

/** Carries an import to its end, whatever happens: its state is told and its département freed. */
export const conclure = async (session: SessionCommune, travail: () => Promise<Arret | null>): Promise<Result<Issue, never>> => {
  try {
    const arret = await travail().catch(arretDe);
    await session.terminer(etatDe(arret), arret);
    return ok({ importId: session.id, arret });
  } catch (erreur) {
    await session.terminer('INTERROMPU', { code: isFailure(erreur) ? erreur.code : 'ERREUR_INTERNE' }).catch(() => undefined);
    throw erreur;
  } finally {
    await session.fermer();
  }
};
