import { type z } from 'zod';
import { type DetenuVu, detenuVu, inventaireVu } from '@relais/chassis/personal-data';
import { type AutresServices } from '../../application/droits/ports.js';

export type Acces = Readonly<{ services: Readonly<Record<string, string>>; token: () => Promise<string> }>;

const DELAI_MS = 10_000;
/** Who holds something of a person besides this service: one that is not declared has not answered. */
const DETENTEURS = ['orientation', 'accompaniment', 'sanctions', 'pilotage', 'connector'] as const;

/** Asks one service; null when it does not answer, or not what was agreed. */
const demander = async <T>({ url, token, chemin }: { url: string | undefined; token: Acces['token']; chemin: string }, schema: z.ZodType<T>): Promise<T | null> => {
  if (url === undefined) return null;
  try {
    const reponse = await fetch(`${url}/v1/interne/personnes/${chemin}`, {
      headers: { authorization: `Bearer ${await token()}`, accept: 'application/json' },
      signal: AbortSignal.timeout(DELAI_MS),
    });
    return reponse.ok ? (schema.safeParse(await reponse.json()).data ?? null) : null;
  } catch {
    return null;
  }
};

/** The other services over HTTP, as a machine account of role REFERENTIEL. */
export const autresServices = ({ services, token }: Acces): AutresServices => {
  const noms = [...new Set([...DETENTEURS, ...Object.keys(services)])];
  const chacun = noms.map((service) => [service, services[service]] as const);
  return {
    inventaires: (usagerId) =>
      Promise.all(
        chacun.map(async ([service, url]) => ({
          service,
          lieux: (await demander({ url, token, chemin: `${usagerId}/inventaire` }, inventaireVu))?.lieux ?? null,
        })),
      ),
    detenus: (usagerId) =>
      Promise.all(chacun.map(async ([service, url]) => ({ service, detenu: (await demander({ url, token, chemin: usagerId }, detenuVu)) as DetenuVu | null }))),
  };
};
