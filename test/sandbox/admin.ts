import { type FastifyInstance, type FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  schemaActivites,
  schemaContrat,
  schemaDiagnostic,
  schemaEntretiens,
  schemaFaute,
  schemaFusion,
  schemaGeneration,
  schemaHorloge,
  schemaInscription,
  schemaLevee,
  schemaPreconisations,
  schemaPropositionsSanction,
  schemaQuotas,
  schemaReglages,
  schemaUsagers,
} from './admin-schemas.js';
import { type Api } from './api.js';
import { departementDe } from './comptes.js';
import { type Contexte } from './contexte.js';
import { contratPose } from './cycle-contrat.js';
import { creerDiagnostic } from './cycle-diagnostic.js';
import { proposer } from './cycle-orientation.js';
import { consequenceDe, proposerLevee, proposerSanction } from './cycle-sanction.js';
import { activitesDe, type Mutation } from './etat.js';
import { fusionner } from './fusion.js';
import { type EntreeJournal } from './journal.js';
import { type Activite, type Adresse, type Usager } from './modele.js';
import { dossierVide } from './modele-diagnostic.js';
import { generer } from './peuplement.js';
import { plusJours } from './valeurs.js';

class Invalide extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

function lire<T>(schema: z.ZodType<T>, corps: unknown): T {
  const lu = schema.safeParse(corps);
  if (lu.success) return lu.data;
  throw new Invalide(`Demande incorrecte : ${z.prettifyError(lu.error)}`);
}

function adresseParDefaut(contexte: Contexte): Adresse {
  const departement = contexte.comptes[0]?.departement ?? '33';
  const commune = departement === '33' ? '33063' : departement.padEnd(2, '0').concat('001').slice(0, 5);
  return { codeInseeCommune: commune, codePostal: departement.padEnd(5, '0'), libelleCommune: 'CHEF-LIEU', libellePays: 'FRANCE' };
}

type UsagerDemande = z.output<typeof schemaUsagers>[number];

function usagerDe(contexte: Contexte, demande: UsagerDemande): Usager {
  const adresse = demande.adresse === undefined ? adresseParDefaut(contexte) : demande.adresse;
  const departement = adresse ? departementDe(adresse.codeInseeCommune) : undefined;
  const rattachees = contexte.comptes.filter((compte) => compte.departement === departement);
  return {
    ...demande,
    nir: demande.nir ?? null,
    civilite: demande.civilite ?? null,
    adresse,
    structures: demande.structures ?? rattachees.map(({ structure }) => structure.code_aurore),
  };
}

function usagerConnu(contexte: Contexte, numero: string): Usager {
  const usager = contexte.depot.etat.usagers.get(numero);
  if (!usager) throw new Invalide(`Aucun usager ne porte le numéro France Travail ${numero}.`, 404);
  return usager;
}

function enregistrerUsagers(contexte: Contexte, corps: unknown): object {
  const usagers = lire(schemaUsagers, corps).map((demande) => usagerDe(contexte, demande));
  contexte.depot.emettreTout(usagers.map((usager): Mutation => ({ type: 'usager-enregistre', usager })));
  return { usagers: usagers.map(({ numeroFranceTravail, structures }) => ({ numeroFranceTravail, structures })) };
}

function preconiser(contexte: Contexte, corps: unknown): object {
  const demandes = lire(schemaPreconisations, corps);
  const usagers = demandes.map(({ numeroFranceTravail }) => usagerConnu(contexte, numeroFranceTravail));
  const instant = new Date(contexte.maintenant());
  const preconisations = demandes.map(({ numeroFranceTravail, ...proposition }, rang) => {
    const usager = usagers[rang] as Usager;
    const acte = { contexte, instant, usager, agent: 'BATCH_ORIENTATION_USAGER' };
    const { orientation, mutations } = proposer(acte, { ...proposition, complete: true });
    contexte.depot.emettre(...mutations);
    const posee = mutations.find((mutation) => mutation.type === 'activite-ajoutee');
    return { numeroFranceTravail, orientation, activite: posee?.activite };
  });
  return { preconisations };
}

function deposerActivites(contexte: Contexte, corps: unknown): object {
  const instant = new Date(contexte.maintenant());
  const activites = lire(schemaActivites, corps).map((demande): Activite => {
    const uuid = contexte.depot.uuid('activite');
    const echeance = demande.echeance ?? plusJours(instant, 15);
    return {
      identifiantActivite: `${50_000 + contexte.depot.etat.compteur}$${uuid}`,
      codeActivite: demande.codeActivite,
      numeroFranceTravail: demande.numeroFranceTravail,
      panier: { organisme: demande.organisme, structure: demande.structure },
      dateCreation: instant.toISOString(),
      dateEcheance: echeance,
      dateEcheanceProche: echeance,
      attributs: demande.attributs,
    };
  });
  contexte.depot.emettreTout(activites.map((activite): Mutation => ({ type: 'activite-ajoutee', activite })));
  return { activites };
}

function poserContrat(contexte: Contexte, corps: unknown): object {
  const demande = lire(schemaContrat, corps);
  usagerConnu(contexte, demande.numeroFranceTravail);
  const contrat = contratPose(contexte, demande);
  contexte.depot.emettre({ type: 'contrat-enregistre', contrat });
  return { contrat };
}

function poserInscription(contexte: Contexte, corps: unknown): object {
  const inscription = lire(schemaInscription, corps);
  usagerConnu(contexte, inscription.numeroFranceTravail);
  contexte.depot.emettre({ type: 'inscription-enregistree', inscription });
  return { inscription };
}

function poserEntretiens(contexte: Contexte, corps: unknown): object {
  const demandes = lire(schemaEntretiens, corps);
  for (const { numeroFranceTravail } of demandes) usagerConnu(contexte, numeroFranceTravail);
  const entretiens = demandes.map((demande) => ({ id: contexte.depot.uuid('entretien'), ...demande }));
  contexte.depot.emettreTout(entretiens.map((entretien): Mutation => ({ type: 'entretien-enregistre', entretien })));
  return { entretiens };
}

function poserDiagnostic(contexte: Contexte, corps: unknown): object {
  const { numeroFranceTravail, id: choisi, ...metier } = lire(schemaDiagnostic, corps);
  usagerConnu(contexte, numeroFranceTravail);
  const id = choisi ?? contexte.depot.uuid('diagnostic');
  const trace = { agent: { nom: 'BATCH', prenom: 'DIAGNOSTIC', type: 'INCONNU' as const }, date: new Date(contexte.maintenant()).toISOString() };
  const dossier = contexte.depot.etat.dossiers.get(numeroFranceTravail) ?? dossierVide(numeroFranceTravail);
  const cree = creerDiagnostic(dossier, metier, { id, trace });
  if ('probleme' in cree) throw new Invalide(cree.probleme);
  contexte.depot.emettre({ type: 'dossier-enregistre', dossier: cree.dossier });
  return { idDiagnostic: id };
}

function poserFusion(contexte: Contexte, corps: unknown): object {
  const demande = lire(schemaFusion, corps);
  if (demande.ancien === demande.nouveau) throw new Invalide('Donnez deux numéros différents.');
  const nouveau = usagerConnu(contexte, demande.nouveau);
  contexte.depot.emettre(...fusionner(contexte, usagerConnu(contexte, demande.ancien), nouveau));
  return demande;
}

function peupler(contexte: Contexte, corps: unknown): object {
  const { departement = contexte.comptes[0]?.departement ?? '33', ...demande } = lire(schemaGeneration, corps);
  return { ...generer(contexte, { ...demande, departement }), nombre: demande.nombre };
}

function proposerSanctions(contexte: Contexte, corps: unknown): object {
  const demandes = lire(schemaPropositionsSanction, corps);
  const usagers = demandes.map(({ numeroFranceTravail }) => usagerConnu(contexte, numeroFranceTravail));
  const instant = new Date(contexte.maintenant());
  const propositions = demandes.map((demande, rang) => {
    const acte = { contexte, instant, usager: usagers[rang] as Usager, agent: 'BATCH_SANCTION' };
    const { manquement, activite, mutations } = proposerSanction(acte, demande);
    contexte.depot.emettre(...mutations);
    return { manquement, idConsequenceSanction: manquement.consequences[0]?.id, activite };
  });
  return { propositions };
}

function proposerUneLevee(contexte: Contexte, corps: unknown): object {
  const { numeroFranceTravail, idConsequenceSanction } = lire(schemaLevee, corps);
  const usager = usagerConnu(contexte, numeroFranceTravail);
  const visee = consequenceDe(contexte, numeroFranceTravail, idConsequenceSanction);
  const acte = { contexte, instant: new Date(contexte.maintenant()), usager, agent: 'BATCH_SANCTION' };
  const mutations = visee && proposerLevee(acte, visee);
  if (!mutations) throw new Invalide('Aucune suspension en cours de cette personne ne porte cet identifiant.', 404);
  contexte.depot.emettre(...mutations);
  return { activites: activitesDe(contexte.depot.etat, numeroFranceTravail) };
}

function poserFaute(contexte: Contexte, apis: readonly Api[], corps: unknown): object {
  const { nombre, ...faute } = lire(schemaFaute, corps);
  const visees = apis.filter(({ nom }) => faute.api === undefined || nom === faute.api);
  if (visees.length === 0) throw new Invalide(`API inconnue. APIs connues : ${apis.map(({ nom }) => nom).join(', ')}.`);
  const operations = visees.flatMap((api) => api.operations.map(({ nom }) => nom));
  if (faute.operation !== undefined && !operations.includes(faute.operation))
    throw new Invalide(`Opération inconnue. Opérations connues : ${operations.join(', ')}.`);
  const posee = { id: contexte.depot.uuid('faute'), ...faute, reste: nombre };
  contexte.depot.emettre({ type: 'faute-posee', faute: posee });
  return { faute: posee };
}

function poserQuotas(contexte: Contexte, apis: readonly Api[], corps: unknown): object {
  const quotas = lire(schemaQuotas, corps);
  const inconnue = Object.keys(quotas).find((nom) => nom !== '*' && !apis.some((api) => api.nom === nom));
  if (inconnue !== undefined) throw new Invalide(`API inconnue. APIs connues : *, ${apis.map(({ nom }) => nom).join(', ')}.`);
  contexte.depot.emettre({ type: 'quotas-poses', quotas });
  contexte.quotas.oublier();
  return { quotas };
}

function lireJournal(contexte: Contexte, requete: Record<string, string | undefined>): object {
  const { depuis, status, ...filtre } = requete;
  const champs = { ...filtre, ...(status !== undefined && { status: Number(status) }) } as Partial<EntreeJournal>;
  return { appels: contexte.journal.lire(champs, Number(depuis ?? 0)) };
}

function reinitialiser(contexte: Contexte): object {
  contexte.depot.emettre({ type: 'reinitialise' });
  contexte.journal.vider();
  contexte.quotas.oublier();
  return { etat: 'vide' };
}

type Numero = { Params: { numero: string } };
type Requete = { Querystring: Record<string, string | undefined> };

function brancherUsagers(serveur: FastifyInstance, contexte: Contexte): void {
  const { etat } = contexte.depot;
  serveur.get('/usagers', () => ({ usagers: [...etat.usagers.values()].map(({ numeroFranceTravail }) => numeroFranceTravail) }));
  serveur.post('/usagers', (requete, reply) => reply.code(201).send(enregistrerUsagers(contexte, requete.body)));
  serveur.get<Numero>('/usagers/:numero', ({ params }) => {
    const usager = usagerConnu(contexte, params.numero);
    const activites = activitesDe(etat, params.numero);
    return {
      usager,
      orientations: etat.orientations.get(params.numero) ?? [],
      contrat: etat.contrats.get(params.numero) ?? null,
      manquements: etat.manquements.get(params.numero) ?? [],
      inscription: etat.inscriptions.get(params.numero) ?? null,
      entretiens: etat.entretiens.get(params.numero) ?? [],
      rendezVous: etat.rendezVous.get(params.numero) ?? [],
      diagnostic: etat.dossiers.get(params.numero) ?? null,
      activites,
    };
  });
  serveur.delete<Numero>('/usagers/:numero', ({ params }, reply) => {
    usagerConnu(contexte, params.numero);
    contexte.depot.emettre({ type: 'usager-retire', numeroFranceTravail: params.numero });
    return reply.code(204).send();
  });
  serveur.post('/preconisations', (requete, reply) => reply.code(201).send(preconiser(contexte, requete.body)));
  serveur.post('/contrats', (requete, reply) => reply.code(201).send(poserContrat(contexte, requete.body)));
  serveur.post('/generer', (requete, reply) => reply.code(201).send(peupler(contexte, requete.body)));
  serveur.post('/fusions', (requete, reply) => reply.code(201).send(poserFusion(contexte, requete.body)));
  serveur.post('/diagnostics', (requete, reply) => reply.code(201).send(poserDiagnostic(contexte, requete.body)));
  serveur.post('/inscriptions', (requete, reply) => reply.code(201).send(poserInscription(contexte, requete.body)));
  serveur.post('/entretiens', (requete, reply) => reply.code(201).send(poserEntretiens(contexte, requete.body)));
  serveur.post('/propositions-sanction', (requete, reply) => reply.code(201).send(proposerSanctions(contexte, requete.body)));
  serveur.post('/levees-suspension', (requete, reply) => reply.code(201).send(proposerUneLevee(contexte, requete.body)));
  serveur.get('/activites', () => ({ activites: [...etat.activites.values()] }));
  serveur.post('/activites', (requete, reply) => reply.code(201).send(deposerActivites(contexte, requete.body)));
}

function brancherReglages(serveur: FastifyInstance, contexte: Contexte, apis: readonly Api[]): void {
  const { etat } = contexte.depot;
  const vide = (reply: FastifyReply) => reply.code(204).send();
  serveur.get('/fautes', () => ({ fautes: etat.fautes }));
  serveur.post('/fautes', (requete, reply) => reply.code(201).send(poserFaute(contexte, apis, requete.body)));
  serveur.delete('/fautes', (_requete, reply) => {
    contexte.depot.emettre({ type: 'fautes-effacees' });
    return vide(reply);
  });
  serveur.get('/quotas', () => ({ quotas: etat.quotas }));
  serveur.put('/quotas', (requete) => poserQuotas(contexte, apis, requete.body));
  serveur.get('/reglages', () => ({ reglages: etat.reglages }));
  serveur.put('/reglages', (requete) => {
    const demandes = Object.entries(lire(schemaReglages, requete.body)).filter(([, valeur]) => valeur !== undefined);
    contexte.depot.emettre({ type: 'reglages-poses', reglages: { ...etat.reglages, ...Object.fromEntries(demandes) } });
    return { reglages: etat.reglages };
  });
  serveur.post('/horloge', (requete) => {
    const { avancerSecondes } = lire(schemaHorloge, requete.body);
    contexte.depot.emettre({ type: 'horloge-avancee', millisecondes: avancerSecondes * 1000 });
    return { instant: new Date(contexte.maintenant()).toISOString() };
  });
}

/** Local administration of the sandbox, under /_admin; no authentication. */
export function brancherAdmin(serveur: FastifyInstance, contexte: Contexte, apis: readonly Api[]): void {
  const { etat } = contexte.depot;
  serveur.setErrorHandler((erreur: Error & { statusCode?: number }, _requete, reply) => {
    const status = erreur instanceof Invalide ? erreur.status : (erreur.statusCode ?? 500);
    return reply.code(status).send({ erreur: erreur.message });
  });
  brancherUsagers(serveur, contexte);
  brancherReglages(serveur, contexte, apis);
  serveur.get('/sante', () => ({
    etat: 'pret',
    instant: new Date(contexte.maintenant()).toISOString(),
    usagers: etat.usagers.size,
    activites: etat.activites.size,
  }));
  serveur.get<Requete>('/journal', ({ query }) => lireJournal(contexte, query));
  serveur.post('/reinitialiser', () => reinitialiser(contexte));
}
