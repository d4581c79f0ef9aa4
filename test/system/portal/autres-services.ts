import { fastify, type FastifyInstance } from 'fastify';

const tried = { genre: 'ENVOI', debut: '2026-11-24T09:00:01.000Z', fin: '2026-11-24T09:00:01.120Z', issue: 'ok', code: null };

const indicateur = {
  code: 'stock-attente-orientation',
  libelle: 'Personnes en attente d’orientation',
  definition: 'Personnes dont l’orientation est à prendre.',
  unite: 'personnes',
  mesures: [{ code: 'enAttente', libelle: 'En attente', unite: 'personnes' }],
};

const line = (cle: string, libelle: string, value: number | null) => ({ cle, libelle, masque: value === null, personnes: value, mesures: { enAttente: value } });

const figures = {
  indicateur,
  departement: '33',
  par: 'organisme',
  au: '2026-11-24',
  seuil: 11,
  lignes: [line('FT', 'France Travail', 25), line('ML', 'Mission locale', 40), line('CE', 'Cap emploi', null)],
  total: line('33', 'Ensemble', 70),
};

const unknown = { status: 404, title: 'Personne inconnue', detail: 'Vérifiez l’identifiant.', code: 'USAGER_INCONNU' };

type Ids = { Params: { usagerId: string; id: string } };

/** The services that the pages read besides orientation, answering as they do; what they are is shown by their own tests. */
export const playOthers = async (names: ReadonlyMap<string, string>): Promise<{ url: string; app: FastifyInstance }> => {
  const app = fastify();
  app.get<Ids>('/v1/usagers/:usagerId', ({ headers, params: { usagerId } }, reply) => {
    const nom = names.get(usagerId);
    if (nom === undefined || headers.authorization === undefined) return reply.code(404).send(unknown);
    const identite = { nom, prenom: 'ZOÉ', nomNaissance: null, dateNaissance: '1990-01-15', civilite: null };
    return reply.send({ usagerId, departement: '33', identite, numeroFranceTravail: null, rattachement: null });
  });
  app.get('/v1/departements/:departement/transmissions', () => ({ transmissions: [], suite: null }));
  app.get<Ids>('/v1/departements/:departement/transmissions/:id', ({ params: { id } }) => ({ id, tentatives: [tried] }));
  app.get('/v1/partenaires/livraisons', () => ({ livraisons: [], suite: null }));
  app.get('/v1/pilotage/indicateurs', () => ({ indicateurs: [indicateur] }));
  app.get('/v1/pilotage/indicateurs/:code', () => figures);
  return { url: await app.listen({ port: 0, host: '127.0.0.1' }), app };
};
