import { invalid, ok, refuse, transient, type UsagerId } from '@relais/kernel';
import { countingIds } from '@relais/kernel/testing';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { ouvrirTampon } from '../adapters/flux/tampon.js';
import { creerCoffre } from '../adapters/vault/coffre.js';
import { type DroitEvent } from '../domain/droit/events.js';
import { type FoyerDeclare, type PersonneDeclaree } from '../domain/foyer/declaration.js';
import { type ElementFlux } from '../domain/foyer/flux.js';
import { REGLAGES_FLUX_PAR_DEFAUT } from '../domain/foyer/reglages-flux.js';
import { importerFlux } from './importer-flux.js';
import { type Arret, type Changement, type FoyerConnu, type Imports, type UniteImport, type UsagerConnu } from './ports.js';

const NIRS = ['2690549588157', '1720678355011', '180012A123456', '180012B123456'] as const;

const personne = (qui: number, autre: Partial<PersonneDeclaree> = {}): PersonneDeclaree => ({
  ligne: 1,
  nir: NIRS[qui] ?? null,
  dateNaissance: '1980-01-01',
  nom: `NOM${qui}`,
  nomNaissance: null,
  prenom: 'ZOÉ',
  civilite: null,
  sexe: null,
  role: 'DEM',
  soumisDroitsDevoirs: '1',
  dateDeces: null,
  ...autre,
});

const foyer = (numero: number, personnes: PersonneDeclaree[], autre: Partial<FoyerDeclare> = {}): FoyerDeclare => ({
  ligne: 1,
  organisme: 'CAF',
  numeroOrganisme: '331',
  matricule: String(numero),
  numeroDemande: '1',
  dateDemande: null,
  departement: '033',
  etatDossier: '2',
  motifCloture: null,
  depart: null,
  commune: null,
  personnes,
  ...autre,
});

/** A database in memory: what a batch writes is seen by the next one. */
const base = () => {
  const foyers = new Map<string, FoyerConnu>();
  const usagers = new Map<UsagerId, UsagerConnu>();
  const evenements: DroitEvent[] = [];
  const changements: Changement[] = [];
  const arrets: (Arret | null)[] = [];
  const vus: (readonly [string, boolean])[] = [];
  const releves: string[] = [];
  const fins: string[] = [];
  const pannes: (Error | undefined)[] = [];
  const ecrire = (changement: Changement): void => {
    const panne = pannes.pop();
    if (panne) throw panne;
    changements.push(changement);
    for (const ecrit of changement.foyers) foyers.set(ecrit.cle, ecrit);
    for (const nouveau of changement.nouveaux) usagers.set(nouveau.id, { ...nouveau, cle: nouveau.scelle, identite: nouveau.scelle.donnees, alias: [] });
    for (const { id, ...change } of [...changement.droits, ...changement.identites]) {
      usagers.set(id, { ...(usagers.get(id) as UsagerConnu), ...change });
    }
    evenements.push(...changement.evenements);
  };
  const unite: UniteImport = {
    foyers: (cles) => Promise.resolve(cles.flatMap((cle) => foyers.get(cle) ?? [])),
    usagers: (par) =>
      Promise.resolve(
        [...usagers.values()].filter(
          ({ index, droit }) => par.index.includes(index ?? '') || (droit.statut === 'ouvert' && par.foyers.includes(droit.foyerId)),
        ),
      ),
    voir: (foyers, complet) => Promise.resolve(void vus.push(...foyers.map(({ id }) => [id, complet] as const))),
    ecrire: (changement) => Promise.resolve().then(() => ecrire(changement)),
    voisins: () => Promise.resolve([]),
    douter: () => Promise.resolve(),
  };
  let libre = true;
  const imports: Imports = {
    ouvrir: () => {
      if (!libre) return Promise.resolve(refuse({ code: 'IMPORT_EN_COURS' as const }));
      libre = false;
      return Promise.resolve(
        ok({
          id: 'import',
          noter: () => Promise.resolve(),
          lot: (travail: (u: UniteImport) => Promise<void>) => travail(unite),
          dejaImporte: () => Promise.resolve(null),
          avancer: () => Promise.resolve(),
          commencer: () => Promise.resolve(),
          precedent: () => Promise.resolve(null),
          releverAbsents: () => Promise.resolve(void releves.push('import')),
          terminer: (etat: string, arret: Arret | null) => {
            fins.push(etat);
            arrets.push(arret);
            return Promise.resolve();
          },
          fermer: () => Promise.resolve(void (libre = true)),
        }),
      );
    },
  };
  const coffre = creerCoffre({ maitresses: new Map([['1', randomBytes(32)]]), courante: '1', index: randomBytes(32) });
  const ports = { imports, coffre, ids: countingIds(), aujourdhui: () => '2026-11-24', reglages: () => Promise.resolve(REGLAGES_FLUX_PAR_DEFAUT), ouvrirTampon: () => ouvrirTampon() };
  const demande = { departement: '33', agentId: 'a', dateReception: '2026-11-24', origin: { correlationId: 'c' }, rejouer: false };
  const importer = async (flux: readonly (FoyerDeclare | Error)[], dit: Dit = {}) => {
    const avant = evenements.length;
    const issue = await importerFlux(ports, demande, { elements: elements(flux, dit), empreinte: () => Buffer.alloc(32) });
    return { issue, dits: evenements.slice(avant) };
  };
  return { importer, evenements, changements, arrets, vus, releves, fins, pannes, occuper: () => imports.ouvrir({ ...demande, source: 'FLUX' }) };
};

type Dit = Readonly<{ frequence?: string; totaux?: number }>;

async function* elements(flux: readonly (FoyerDeclare | Error)[], { frequence = 'M', totaux = flux.length }: Dit): AsyncGenerator<ElementFlux> {
  const entete = { emetteur: 'CRI', version: null, versionFlux: null, frequence, nature: null, dateCreation: '2026-11-05', dateReference: '2026-10-31' };
  yield await Promise.resolve({ type: 'entete', entete });
  for (const lu of flux) {
    if (lu instanceof Error) throw lu;
    yield { type: 'foyer', foyer: lu };
  }
  yield { type: 'totaux', totaux: { foyers: totaux, foyersEnAnomalie: 0 } };
}

const resume = (dits: readonly DroitEvent[]) => dits.map(({ type, data }) => ('motif' in data ? data.motif : type));

describe('import d’un flux', () => {
  it('une personne citée dans deux foyers du même lot n’est qu’un usager, ouvert par le dernier', async () => {
    const { importer, evenements } = base();
    const { dits } = await importer([foyer(1, [personne(0)]), foyer(2, [personne(0)])]);
    expect(resume(dits)).toEqual(['DroitRsaOuvert', 'CHANGEMENT_DE_FOYER', 'DroitRsaOuvert']);
    expect(new Set(evenements.map(({ data }) => data.usagerId)).size).toBe(1);
    expect(resume((await importer([foyer(1, [personne(0)], { etatDossier: '5' }), foyer(2, [personne(0)])])).dits)).toEqual([]);
  });

  it('le même foyer deux fois dans un fichier ne compte qu’une fois', async () => {
    const { importer, changements } = base();
    expect(resume((await importer([foyer(1, [personne(0)]), foyer(1, [personne(0)])])).dits)).toEqual(['DroitRsaOuvert']);
    expect(changements.at(-1)?.bilan).toMatchObject({ foyers: 2, inchanges: 1, droitsOuverts: 1 });
  });

  it('un conjoint qui part perd son droit, sauf si un adulte du foyer n’est pas identifiable', async () => {
    const couple = [foyer(1, [personne(0), personne(1, { role: 'CJT' })])];
    const parti = base();
    await parti.importer(couple);
    expect(resume((await parti.importer([foyer(1, [personne(0)])])).dits)).toEqual(['SORTIE_DU_FOYER']);
    const doute = base();
    await doute.importer(couple);
    expect(resume((await doute.importer([foyer(1, [personne(0), personne(1, { nir: '123', role: 'CJT' })])])).dits)).toEqual([]);
  });

  it('un foyer mis de côté ne ferme rien', async () => {
    const { importer, changements } = base();
    await importer([foyer(1, [personne(0)])]);
    expect((await importer([foyer(1, [personne(0)], { etatDossier: 'X' })])).dits).toEqual([]);
    expect(changements.at(-1)?.refus).toEqual([{ ligne: 1, portee: 'FOYER', code: 'ETAT_DOSSIER_INCONNU' }]);
  });

  it('une identité qui change est rescellée sans rien dire', async () => {
    const { importer, changements } = base();
    await importer([foyer(1, [personne(0)])]);
    expect((await importer([foyer(1, [personne(0, { nom: 'AUTRE' })])])).dits).toEqual([]);
    expect(changements.at(-1)?.identites).toHaveLength(1);
  });

  it('recommence un lot dépassé, quatre fois au plus', async () => {
    const { importer, pannes, evenements } = base();
    const depasse = () => transient('VERSION_DEPASSEE', 'x');
    pannes.push(depasse(), depasse(), depasse());
    await importer([foyer(1, [personne(0)])]);
    expect(evenements).toHaveLength(1);
    pannes.push(depasse(), depasse(), depasse(), depasse());
    await expect(importer([foyer(2, [personne(1)])])).rejects.toThrow('x');
  });

  it('une faute à la fin du fichier le refuse en entier, et rend la main', async () => {
    const { importer, evenements, arrets, fins, occuper } = base();
    const faute = Object.assign(invalid('FLUX_ILLISIBLE', 'x'), { details: { ligne: 7 } });
    const { issue } = await importer([foyer(1, [personne(0)]), faute]);
    expect(issue).toEqual({ ok: true, value: { importId: 'import', arret: { code: 'FLUX_ILLISIBLE', ligne: 7 } } });
    expect([evenements.length, arrets.length, fins]).toEqual([0, 1, ['REFUSE']]);
    await occuper();
    expect((await importer([])).issue).toEqual({ ok: false, error: { code: 'IMPORT_EN_COURS' } });
  });

  it.each([
    ['des totaux discordants', { totaux: 2 }, 'TOTAUX_DISCORDANTS'],
    ['une fréquence inconnue', { frequence: 'Z' }, 'FREQUENCE_INCONNUE'],
  ])('%s le refusent en entier', async (_, dit, code) => {
    const { importer, evenements, fins } = base();
    expect((await importer([foyer(1, [personne(0)])], dit)).issue).toMatchObject({ value: { arret: { code } } });
    expect([evenements, fins]).toEqual([[], ['REFUSE']]);
  });

  it('un flux complet note chaque foyer qu’il nomme, mis de côté compris, et relève les absents ; un quotidien non', async () => {
    const { importer, vus, releves } = base();
    await importer([foyer(1, [personne(0)])], { frequence: 'J' });
    expect([vus.map(([, complet]) => complet), releves]).toEqual([[false], []]);
    await importer([foyer(1, [personne(0)], { etatDossier: 'X' })]);
    expect([vus, releves]).toEqual([[[vus[0]?.[0], false], [vus[0]?.[0], true]], ['import']]);
  });

  it('arrêté entre deux lots, il garde ce qui est écrit et reprend par le même fichier', async () => {
    const { importer, pannes, fins, evenements, changements } = base();
    const fichier = Array.from({ length: 600 }, (_, n) => foyer(n, n === 0 ? [personne(0)] : n === 599 ? [personne(1)] : []));
    pannes.push(new Error('panne'), undefined);
    await expect(importer(fichier)).rejects.toThrow('panne');
    expect([fins, evenements.length]).toEqual([['INTERROMPU'], 1]);
    expect(resume((await importer(fichier)).dits)).toEqual(['DroitRsaOuvert']);
    expect(changements.slice(-2).map(({ bilan }) => bilan.inchanges)).toEqual([500, 0]);
  });

  it('un départ vers un autre organisme ferme le droit, le jour venu', async () => {
    const { importer } = base();
    const depart = { organisme: 'CAF', numeroOrganisme: '401', date: '2026-11-30' };
    await importer([foyer(1, [personne(0)])]);
    expect((await importer([foyer(1, [personne(0)], { depart })])).dits).toEqual([]);
    expect(resume((await importer([foyer(1, [personne(0)], { depart: { ...depart, date: '2026-11-20' } })])).dits)).toEqual(['MUTATION']);
  });

  it('une erreur de notre fait remonte, l’import est dit interrompu', async () => {
    const { importer, arrets } = base();
    await expect(importer([new Error('panne')])).rejects.toThrow('panne');
    expect(arrets).toEqual([{ code: 'ERREUR_INTERNE' }]);
  });

  const unFoyer = fc.record({
    numero: fc.integer({ min: 1, max: 3 }),
    qui: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
    etatDossier: fc.constantFrom('2', '4', '5', '1'),
    soumisDroitsDevoirs: fc.constantFrom('0', '1'),
  });
  const unMois = fc.uniqueArray(unFoyer, { selector: ({ numero }) => numero, maxLength: 3 }).map((foyers) =>
    foyers.map(({ numero, qui, etatDossier, soumisDroitsDevoirs }) => foyer(numero, qui.map((n) => personne(n, { soumisDroitsDevoirs })), { etatDossier })),
  );

  it('quels que soient les mois : un fichier redit ne change rien, et ouvertures et fermetures alternent pour chacun', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unMois, { maxLength: 5 }), async (mois) => {
        const { importer, evenements } = base();
        for (const fichier of mois) {
          await importer(fichier);
          expect((await importer(fichier)).dits).toEqual([]);
        }
        for (const qui of new Set(evenements.map(({ data }) => data.usagerId))) {
          const types = evenements.filter(({ data }) => data.usagerId === qui).map(({ type }) => type);
          expect(types).toEqual(types.map((_, rang) => (rang % 2 === 0 ? 'DroitRsaOuvert' : 'DroitRsaFerme')));
        }
      }),
    );
  });
});
