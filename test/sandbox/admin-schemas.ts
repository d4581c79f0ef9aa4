import { z } from 'zod';
import {
  ETATS_CONTRAT,
  FAMILLES_MANQUEMENT,
  FORMES_JETON,
  MODALITES,
  MODALITES_CONTACT,
  ORGANISMES,
  ORGANISMES_PRECONISES,
  PARCOURS_PRECONISES,
  STATUTS_INSCRIPTION,
  TYPES_ENTRETIEN,
  TYPES_FAUTE,
  TYPES_SANCTION_RSA,
  type Quota,
} from './modele.js';
import { lireQuota } from './quotas.js';
import { estDate } from './valeurs.js';

const date = z.string().refine(estDate, 'doit être une date AAAA-MM-JJ');
const instant = z.iso.datetime({ offset: true }).transform((valeur) => new Date(valeur).toISOString());
const numero = z.string().regex(/^\d{11}$/, 'doit avoir 11 chiffres');
const aurore = z.string().regex(/^[A-Za-z]{3}\d{4}$/, 'doit être un code AURORE (3 lettres, 4 chiffres)');
const texte = z.string().optional();

/** One item, or a list of them. */
const unOuPlusieurs = <T extends z.ZodType>(schema: T) =>
  z.union([z.array(schema), schema.transform((seul) => [seul])]) as unknown as z.ZodType<z.output<T>[]>;

const adresse = z.object({
  codeInseeCommune: z.string().regex(/^(?:\d{5}|2[AB]\d{3})$/),
  codePostal: z.string().regex(/^\d{5}$/),
  libelleCommune: texte,
  libellePays: texte,
  numeroTypeLibelleVoie: texte,
  complementAdresse: texte,
  complementDestinataire: texte,
  complementDistribution: texte,
  indicateurResidentQPV: z.enum(['AT', 'IN', 'NT', 'NQ', 'QP']).optional(),
});

export const schemaUsagers = unOuPlusieurs(
  z.object({
    numeroFranceTravail: numero,
    nir: z
      .string()
      .regex(/^\d{5}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/, 'doit avoir 13 ou 15 caractères')
      .transform((valeur) => valeur.slice(0, 13))
      .nullish(),
    dateNaissance: date,
    civilite: z.string().nullish(),
    nom: z.string().default('USAGER'),
    prenom: z.string().default('TEST'),
    /** null: no address at all, which makes rechercher-usager answer R998. */
    adresse: adresse.nullish(),
    emails: z.array(z.string()).default([]),
    telephones: z.array(z.string()).default([]),
    topIdentiteCertifiee: z.enum(['O', 'N']).default('O'),
    brsa: z.boolean().default(true),
    structures: z.array(aurore).optional(),
  }),
);

const structure = z.union([
  aurore.transform((code_aurore) => ({ code_aurore })),
  z.object({ code_aurore: aurore.optional(), code_safir: z.string().regex(/^\d{5}$/).optional(), libelle_structure: texte }),
]);

export const schemaPreconisations = unOuPlusieurs(
  z.object({
    numeroFranceTravail: numero,
    parcours: z.enum(PARCOURS_PRECONISES),
    organisme: z.enum(ORGANISMES_PRECONISES),
    structure: structure.optional(),
    structureDecision: structure.optional(),
    echeance: instant.optional(),
    criteres: z.record(z.string(), z.unknown()).optional(),
  }),
);

export const schemaActivites = unOuPlusieurs(
  z.object({
    codeActivite: z.string().regex(/^[A-Z0-9]+$/),
    numeroFranceTravail: numero.nullable().default(null),
    organisme: z.enum(ORGANISMES).default('CD'),
    structure: aurore.nullable().default(null),
    echeance: instant.optional(),
    attributs: z.array(z.object({ nom: z.string(), valeur: z.string() })).default([]),
  }),
);

/** A contract put in a state, as time, a signature elsewhere or the end of a registration would. */
export const schemaContrat = z.object({
  numeroFranceTravail: numero,
  etat: z.enum(ETATS_CONTRAT),
  organisme: z.enum(ORGANISMES).optional(),
  dateSignature: instant.optional(),
  dateRefus: instant.optional(),
});

/** A sanction that France Travail proposes; dates without a time are days. */
export const schemaPropositionsSanction = unOuPlusieurs(
  z.object({
    numeroFranceTravail: numero,
    /** identifiantSanction: chosen, or drawn. */
    id: z.string().regex(/^\d{1,20}$/).optional(),
    type: z.enum(TYPES_SANCTION_RSA).default('SUSP_RSA'),
    famille: z.enum(FAMILLES_MANQUEMENT).default('F03'),
    modalite: z.enum(MODALITES).default('P'),
    montant: z.number().int().positive().default(50),
    duree: z.number().int().min(1).max(4).default(1),
    dateManquement: date.optional(),
    dateAvertissement: date.optional(),
    echeance: instant.optional(),
  }),
);

/** France Travail proposes to lift a suspension that was decided. */
export const schemaLevee = z.object({ numeroFranceTravail: numero, idConsequenceSanction: z.string() });

export const schemaFusion = z.object({ ancien: numero, nouveau: numero });

export const schemaDiagnostic = z.object({
  numeroFranceTravail: numero,
  /** Chosen, or drawn. */
  id: z.string().min(1).max(64).optional(),
  nomMetier: z.string().default('Boulanger'),
  codeRome: texte,
  codeAppellation: texte,
  codeTypologie: z.enum(['EF', 'PM', 'MR']).default('MR'),
});

export const schemaGeneration = z.object({
  nombre: z.number().int().min(1).max(100_000),
  depuis: z.number().int().min(1).default(1),
  departement: z.string().regex(/^(?:\d{2,3}|2[AB])$/).optional(),
  preconisation: z.boolean().default(true),
  contrat: z.boolean().default(false),
  sanction: z.boolean().default(false),
});

const libelle = z.object({ code: z.string(), libelle: z.string() });
const mois = z.number().int().min(0).max(36);

export const schemaInscription = z.object({
  numeroFranceTravail: numero,
  statut: z.enum(STATUTS_INSCRIPTION).default('Inscrit'),
  dateEffet: date.default('2026-01-05'),
  durees: z.tuple([mois, mois, mois]).default([9, 16, 28]),
  motif: libelle.optional(),
  categorie: libelle.default({ code: '1', libelle: 'PERSONNE SANS EMPLOI DISPONIBLE DUREE INDETERMINEE PLEIN TPS' }),
  situation: libelle.optional(),
  cloture: libelle.optional(),
  /** true: the 200 that is an error. */
  populationNonGeree: z.boolean().optional(),
});

export const schemaEntretiens = unOuPlusieurs(
  z.object({
    numeroFranceTravail: numero,
    dateEntretien: date,
    typeEntretien: z.enum(TYPES_ENTRETIEN).default('EDP'),
    libelleEntretien: z.string().default('ENTRETIEN PERSONNALISE'),
    codeModaliteContact: z.enum(MODALITES_CONTACT).default('I'),
    libelleModalite: z.string().default('ENTRETIEN INDIVIDUEL PHYSIQUE'),
    commentaire: z.string().default('Conclusion fictive du bac à sable'),
    codeAgent: z.string().default('ABAC0001'),
    libelleAgent: z.string().default('AGENT FICTIF'),
    codeAgence: z.string().regex(/^\d{5}$/).default('33000'),
    libelleAgence: z.string().default('FRANCE TRAVAIL FICTIF'),
  }),
);

export const schemaFaute = z.object({
  type: z.enum(TYPES_FAUTE),
  api: texte,
  operation: texte,
  /** null: until the faults are erased. */
  nombre: z.number().int().min(1).nullable().default(1),
  statut: z.number().int().min(200).max(599).optional(),
  corps: texte,
  typeContenu: texte,
  retryAfter: z.number().min(0).optional(),
  millisecondes: z.number().int().min(0).max(600_000).optional(),
});

const quota = z.union([
  z.string().transform((valeur, ctx): Quota => {
    const lu = lireQuota(valeur);
    if (lu) return lu;
    ctx.addIssue({ code: 'custom', message: 'doit être de la forme 5/s, 60/m, 1000/h ou 10000/j' });
    return z.NEVER;
  }),
  z.object({
    limite: z.number().int().min(1),
    fenetreSecondes: z.number().positive(),
    sansRetryAfter: z.boolean().optional(),
  }),
]);

export const schemaQuotas = z.record(z.string(), quota);

export const schemaReglages = z.object({
  jetonStrict: z.boolean().optional(),
  statutJetonInvalide: z.union([z.literal(400), z.literal(401), z.literal(403)]).optional(),
  erreurActivitesEnTableau: z.boolean().optional(),
  nulEnTexte: z.boolean().optional(),
  reorientationAct414: z.boolean().optional(),
  personnesALaVolee: z.boolean().optional(),
  champsNouveaux: z.boolean().optional(),
  formeJeton: z.enum(FORMES_JETON).optional(),
  introuvableEn204: z.boolean().optional(),
  modaliteALaRacine: z.boolean().optional(),
  contratCreeEn201: z.boolean().optional(),
  mojibake: z.boolean().optional(),
  delaiRendezVousMs: z.number().int().min(0).optional(),
});

export const schemaHorloge = z.object({ avancerSecondes: z.number().positive() });
