import { type Api, type AppelUsager, type Operation, type Reponse } from '../api.js';
import { annuler, changer, creer, enConflit, rendezVousConnu, rendezVousVisibles, type RendezVousVisible } from '../cycle-rendez-vous.js';
import { champs, champTexte, estDate } from '../valeurs.js';

type Corps = Record<string, unknown>;

/** Codes but ID_NON_RECONNU are the sandbox's: the bodies of 400 are not published. */
const refuser = (codeErreur: string, message: string): Reponse => ({ status: 400, corps: { codeErreur, message } });

const LISTES: Record<string, readonly string[]> = {
  modaliteContact: ['VISIO', 'TELEPHONE', 'PHYSIQUE'],
  motif: ['AUT', 'ACC', 'ORI'],
  statut: ['PRIS', 'EFFECTUE', 'MODIFIE', 'ABSENT', 'ANNULE'],
  typeReception: ['IND', 'COL'],
};
const CODES_ORGANISME = ['IND', 'FT', 'CD', 'DCD', 'ML', 'CE'];
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

function probleme(corps: Corps): string | undefined {
  const date = champTexte(corps, 'date');
  if (!date || !INSTANT.test(date) || Number.isNaN(Date.parse(date))) return 'Le champ date est obligatoire, au format date-time';
  for (const [champ, valeurs] of Object.entries(LISTES))
    if (!valeurs.includes(champTexte(corps, champ) ?? '')) return `Le champ ${champ} doit avoir une de ces valeurs : [${valeurs.join(', ')}]`;
  const code = champTexte(corps['organisme'], 'code');
  if (!code || !CODES_ORGANISME.includes(code)) return `Le champ organisme.code doit avoir une de ces valeurs : [${CODES_ORGANISME.join(', ')}]`;
  return corps['duree'] === undefined || corps['duree'] === null || typeof corps['duree'] === 'number' ? undefined : 'Le champ duree doit être un nombre de minutes';
}

const NON_RECONNU = refuser('ID_NON_RECONNU', "L'identifiant du rendez-vous n'est pas reconnu pour cet usager");

function creerRendezVous(appel: AppelUsager): Reponse {
  const { id: _id, ...contenu } = champs(appel.corps);
  const refus = probleme(contenu);
  if (refus) return refuser('REQUETE_INVALIDE', refus);
  if (!appel.usager) return refuser('USAGER_NON_RECONNU', "L'usager n'est pas reconnu");
  const { id, mutations } = creer(appel, contenu);
  appel.contexte.depot.emettre(...mutations);
  return { status: 202, corps: { id } };
}

function modifierRendezVous(appel: AppelUsager): Reponse {
  const { id, ...contenu } = champs(appel.corps);
  const refus = typeof id === 'string' ? probleme(contenu) : 'Le champ id est obligatoire';
  if (refus) return refuser('REQUETE_INVALIDE', refus);
  const connu = rendezVousConnu(appel, id as string);
  if (!connu) return NON_RECONNU;
  appel.contexte.depot.emettre(...changer(appel, connu, contenu));
  return { status: 202 };
}

function annulerRendezVous(appel: AppelUsager): Reponse {
  const connu = rendezVousConnu(appel, appel.parametres['id'] ?? '');
  if (!connu) return NON_RECONNU;
  appel.contexte.depot.emettre(...annuler(appel, connu));
  return { status: 202 };
}

const CIVILITES: Record<string, string> = { M: 'M', Mme: 'MME', Mx: 'MX' };

function interlocuteurLu(valeur: unknown): object | undefined {
  if (valeur === undefined || valeur === null) return undefined;
  const civilite = champTexte(valeur, 'civilite');
  return { ...champs(valeur), civilite: civilite && CIVILITES[civilite] };
}

// Read back, the two address fields have each other's name (fact sheet section 12).
function adresseLue({ adresse, libelleAdresse }: Corps): object | undefined {
  if (typeof adresse !== 'string' && typeof libelleAdresse !== 'string') return undefined;
  return { adresseLibre: libelleAdresse ?? undefined, libelleAdresse: adresse ?? undefined };
}

const sansZone = (instant: number): string => new Date(instant).toISOString().slice(0, 19);

function lu(vu: RendezVousVisible, tous: readonly RendezVousVisible[]): object {
  const { contenu, versions } = vu;
  const annulation = contenu['statut'] === 'ANNULE' ? versions.findLast(({ action }) => action === 'ANNULATION') ?? versions.at(-1) : undefined;
  const texte = (champ: string): string | undefined => champTexte(contenu, champ);
  return {
    idOrigine: vu.id,
    date: sansZone(vu.debut),
    duree: vu.dureeMinutes,
    modaliteContact: texte('modaliteContact'),
    motif: texte('motif'),
    statut: texte('statut'),
    typeReception: texte('typeReception'),
    theme: texte('theme') ?? '',
    organisme: contenu['organisme'],
    adresse: adresseLue(contenu),
    commentaireUsager: texte('commentaire'),
    description: texte('description'),
    informationUtile: texte('information'),
    initiateur: texte('initiateur') && (texte('initiateur') === 'USAGER' ? 'USAGER' : 'CONSEILLER'),
    interlocuteur: interlocuteurLu(contenu['interlocuteur']),
    telephoneContactUsager: texte('telephoneContactUsager'),
    dateAnnulation: annulation && sansZone(Date.parse(annulation.recueLe)),
    motifAnnulation: annulation && 'Annulé par le partenaire',
    estEnConflit: enConflit(vu, tous),
    historiqueEvenementList: versions.map(({ recueLe }) => ({ dateReceptionEvenement: recueLe, typeAction: {} })),
  };
}

const JOUR_MS = 86_400_000;

/** A `dd-MM-yyyy` parameter as epoch milliseconds; null when it is not one. */
function jourDe(texte: string): number | null {
  const [, jour, mois, an] = /^(\d{2})-(\d{2})-(\d{4})$/.exec(texte) ?? [];
  const iso = `${an}-${mois}-${jour}`;
  return an !== undefined && estDate(iso) ? Date.parse(iso) : null;
}

/** Default: everything to come and the last 30 days. */
function lister(appel: AppelUsager): Reponse {
  const { requete, instant } = appel;
  const debut = requete['date-debut'] ? jourDe(requete['date-debut']) : instant.getTime() - 30 * JOUR_MS;
  const fin = requete['date-fin'] ? jourDe(requete['date-fin']) : Infinity;
  if (debut === null || fin === null) return refuser('REQUETE_INVALIDE', 'Les dates doivent être au format dd-MM-yyyy');
  const tous = rendezVousVisibles(appel);
  const retenus = tous.filter(({ debut: date }) => date >= debut && date < fin + JOUR_MS);
  return { status: 200, corps: retenus.map((vu) => lu(vu, tous)) };
}

const operation = (champs: Pick<Operation, 'nom' | 'methode' | 'chemin'>, traiter: (appel: AppelUsager) => Reponse): Operation => ({ ...champs, acces: 'usager', traiter });

/** rendez-vous-partenaire v1 (fact sheet section 12). */
export const rendezVousPartenaire: Api = {
  nom: 'rendez-vous-partenaire',
  base: '/partenaire/rendez-vous-partenaire/v1',
  scopes: ['api_rendez-vous-partenairev1', 'gererRDV', 'profil_accedant'],
  erreur: ({ status, message }) => (status >= 500 ? { status } : { status, corps: { codeErreur: 'REQUETE_INVALIDE', message } }),
  operations: [
    operation({ nom: 'rendez-vous', methode: 'POST', chemin: '/rendez-vous' }, creerRendezVous),
    operation({ nom: 'rendez-vous', methode: 'PUT', chemin: '/rendez-vous' }, modifierRendezVous),
    operation({ nom: 'rendez-vous', methode: 'DELETE', chemin: '/rendez-vous/:id' }, annulerRendezVous),
    operation({ nom: 'rendez-vous-usager', methode: 'GET', chemin: '/rendez-vous-usager' }, lister),
  ],
};
