import { plusDays } from '@relais/kernel';
import fc from 'fast-check';
import { CHAMPS, COLONNES_PAR_DEFAUT, nomsAmbigus, normaliserColonne, placerColonnes } from './colonnes.js';
import { lireDateDeFichier } from './date.js';
import { cellule, estFormule } from './injection.js';
import { lireLigne, lireMatricule } from './ligne.js';
import { lireTelephone } from './telephone.js';

const neuf = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99_999_999 })).map(([tete, reste]) => `${tete}${String(reste).padStart(8, '0')}`);
const jour = fc.integer({ min: 0, max: 50_000 }).map((n) => plusDays('1927-05-18', n));

describe('téléphone d’un fichier', () => {
  it('un numéro se lit de même avec ou sans son zéro, avec ou sans indicatif, quels que soient les séparateurs', () => {
    fc.assert(
      fc.property(neuf, fc.constantFrom('', ' ', '.', '-', '\u00a0'), (chiffres, entre) => {
        const paires = (texte: string): string => (texte.match(/\d{1,2}/g) ?? []).join(entre);
        for (const ecrit of [chiffres, `${chiffres}.0`, paires(`0${chiffres}`), `+33${chiffres}`, `0033 ${chiffres}`, `+33 (0)${chiffres}`, `+262${chiffres}`]) {
          expect(lireTelephone(ecrit)).toEqual({ ok: true, value: `0${chiffres}` });
        }
      }),
    );
  });

  it('ce qui a été lu se relit tel quel, et tout le reste est refusé sans être répété', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+\d .()-]{0,18}$/)), (texte) => {
        const lu = lireTelephone(texte);
        if (!lu.ok) expect(lu.error).toBe('TELEPHONE_ILLISIBLE');
        else if (lu.value === null) expect(texte.trim()).toBe('');
        else {
          expect(lu.value).toMatch(/^(0[1-9]\d{8}|\+[1-9]\d{7,14})$/);
          expect(lireTelephone(lu.value)).toEqual(lu);
        }
      }),
    );
  });

  it.each(['0012345', '6,98943255E+8', '069894325', '06989432555', 'néant'])('%s est refusé', (texte) => {
    expect(lireTelephone(texte).ok).toBe(false);
  });
});

describe('date d’un fichier', () => {
  it('une date se lit de même sous toutes ses formes', () => {
    fc.assert(
      fc.property(jour, (date) => {
        const [annee, mois, jourDuMois] = date.split('-') as [string, string, string];
        const serie = String(Math.round((Date.parse(date) - Date.UTC(1899, 11, 30)) / 86_400_000));
        for (const ecrite of [date, `${date} 00:00:00.0`, ...'/.-'.split('').map((s) => [jourDuMois, mois, annee].join(s)), `${Number(jourDuMois)}/${Number(mois)}/${annee}`, serie, `${serie}.0`]) {
          expect(lireDateDeFichier(ecrite)).toBe(date);
        }
      }),
    );
  });

  it.each(['', '1982', '31/02/1982', '02/13/1982', '01/02/82', '1982-2-1', '01/02-1982', '9999', '100000', '2026-11-24 08:00'])('%s n’en est pas une', (texte) => {
    expect(lireDateDeFichier(texte)).toBeNull();
  });
});

describe('formules', () => {
  it('une cellule écrite par nous ne commence jamais par une formule et garde son texte', () => {
    fc.assert(
      fc.property(fc.tuple(fc.constantFrom('', '=', '+', '-', '@', '\t', '＝'), fc.string()), ([tete, reste]) => {
        const ecrite = cellule(tete + reste);
        const lue = /^"[^]*"$/.test(ecrite) ? ecrite.slice(1, -1).replace(/""/g, '"') : ecrite;
        expect(lue).not.toMatch(/^[=+\-@\t\r\n＝]/);
        expect(lue.replace(/^'(?=[=+\-@\t\r\n＝])/, '')).toBe(tete + reste);
      }),
    );
  });

  it.each([['=1+1', true], ['@SOMME(A1)', true], ['-cmd|calc', true], ['+33 6 98 94 32 55', false], ['-12,5', false], ['Jean-Paul', false]])('%s : %s', (texte, attendu) => {
    expect(estFormule(texte)).toBe(attendu);
  });
});

describe('colonnes', () => {
  it('un nom se reconnaît quels que soient sa casse, ses accents, ses espaces et sa ponctuation', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHAMPS.flatMap((champ) => COLONNES_PAR_DEFAUT[champ] ?? [])), fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (nom, hasard) => {
        const deforme = [...nom.normalize('NFD')].map((c, rang) => (hasard[rang % 40] ? ` ${c.toUpperCase()}_` : c.toLowerCase())).join('');
        expect(normaliserColonne(deforme)).toBe(normaliserColonne(nom));
      }),
    );
  });

  it('les noms par défaut ne se confondent pas ; deux champs ne partagent pas un nom', () => {
    expect(nomsAmbigus(COLONNES_PAR_DEFAUT)).toEqual([]);
    expect(nomsAmbigus({ nom: ['Nom'], prenom: ['NOM '], email: ['—'] })).toEqual(['NOM ', '—']);
  });

  it('place un en-tête dans n’importe quel ordre, et dit ce qui manque ou revient', () => {
    const entete = ['N° CAF', 'prenom', 'inconnue', 'DATE DE NAISSANCE', 'nom'];
    const plan = placerColonnes(entete, COLONNES_PAR_DEFAUT);
    expect(plan.ok && [...plan.value.places]).toEqual([['matricule', 0], ['prenom', 1], ['dateNaissance', 3], ['nom', 4]]);
    expect(plan.ok && plan.value.ignorees).toEqual(['inconnue']);
    expect(placerColonnes(['Nom'], COLONNES_PAR_DEFAUT)).toEqual({
      ok: false,
      error: { code: 'COLONNES_MANQUANTES', details: { colonnes: 'Prénom bénéficiaire, Date de naissance, NIR ou N° CAF ou ID Iodas' } },
    });
    expect(placerColonnes([...entete, 'Nom bénéficiaire'], COLONNES_PAR_DEFAUT)).toMatchObject({ error: { code: 'COLONNE_EN_DOUBLE' } });
  });
});

describe('ligne d’un fichier', () => {
  const noms = ['Nom', 'Prénom', 'Date de naissance', 'NIR', 'N° CAF', 'Téléphone', 'Email', 'Tags'];
  const place = placerColonnes(noms, COLONNES_PAR_DEFAUT);
  if (!place.ok) throw new Error(place.error.code);
  const lire = (...valeurs: string[]) => lireLigne(valeurs, { plan: place.value, aujourdhui: '2026-11-24' });
  const bonne = ['Lebœuf', 'Anaïs', '12/05/1969', '269054958815780', 'CAF0027004992', '698943255', 'A@Exemple.fr', 'a, b'] as const;
  const avec = (rang: number, valeur: string) => lire(...bonne.map((texte, i) => (i === rang ? valeur : texte)));

  it('se lit', () => {
    expect(lire(...bonne)).toMatchObject({
      ok: true,
      value: { nom: 'Lebœuf', dateNaissance: '1969-05-12', nir: '2690549588157', matricule: '27004992', telephones: ['0698943255'], email: 'a@exemple.fr', tags: ['a', 'b'] },
    });
    expect([lireMatricule('CAF0027004992'), lireMatricule('0'), lireMatricule(' msa12 ')]).toEqual(['27004992', '0', '12']);
  });

  it.each([
    [0, '', 'NOM_ABSENT'],
    [1, 'NULL', 'PRENOM_ABSENT'],
    [2, ' ', 'DATE_NAISSANCE_ABSENTE'],
    [2, '31/02/1969', 'DATE_NAISSANCE_ILLISIBLE'],
    [2, '25/11/2026', 'DATE_NAISSANCE_FUTURE'],
    [3, '269054958815781', 'NIR_CLE'],
    [5, '12', 'TELEPHONE_ILLISIBLE'],
    [6, 'a@b', 'EMAIL_ILLISIBLE'],
    [0, '=cmd|calc', 'FORMULE_INTERDITE'],
    [0, 'Leb\ufffduf', 'ENCODAGE_MELANGE'],
    [7, 'x'.repeat(501), 'VALEUR_TROP_LONGUE'],
  ])('colonne %s « %s » : %s', (rang, valeur, code) => {
    expect(avec(rang, valeur)).toEqual({ ok: false, error: code });
  });

  it('sans aucun repère, trop courte ou trop longue, elle est refusée', () => {
    expect(lire('A', 'B', '12/05/1969', '', '', '', '', '')).toEqual({ ok: false, error: 'REPERE_ABSENT' });
    expect(lire('A', 'B')).toEqual({ ok: false, error: 'LIGNE_DECALEE' });
    expect(lire(...bonne, 'x')).toEqual({ ok: false, error: 'LIGNE_DECALEE' });
    expect(lire(...bonne, '', '').ok).toBe(true);
  });

  it('quoi qu’elle contienne, elle se lit ou se refuse, sans jamais échouer', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...bonne)), { maxLength: 12 }), (valeurs) => {
        const lu = lire(...valeurs);
        expect(lu.ok ? 'lue' : lu.error).toMatch(/^(lue|[A-Z_]+)$/);
      }),
    );
  });
});
