import { SaxesParser } from 'saxes';
import { type ElementFlux } from '../../domain/foyer/flux.js';
import { attenduDe, fermetureCroisee } from './attendu.js';
import { DOCUMENT, type Element } from './elements.js';
import { FluxIllisible } from './flux-illisible.js';
import { type Bloc, ElementManquant, lireEntete, lireFoyer, lireTotaux } from './lecture.js';

/** Position in characters since the start, and as a person counts. */
type Position = Readonly<{ ligne: number; colonne: number }>;
type Fermeture = Readonly<{ bloc: Bloc; a: Position }>;

const DE_PREMIER_NIVEAU = new Set(['IdentificationFlux', 'InfosFoyerRSA', 'TransmissionFlux']);

const nouveauBloc = (nom: string, ligne: number): Bloc => ({ nom, ligne, textes: new Map(), blocs: [] });

/**
 * Turns the text of a VRSB0801 file, piece by piece, into its header, foyers and totals. An element
 * is given once its closing tag is known to be its own, hence the step between `fermer` and `terminer`.
 */
export class Assembleur {
  /** What has been read and not yet taken. */
  readonly lus: ElementFlux[] = [];
  private readonly parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true });
  private readonly chemin: Element[] = [];
  private courant: Element = DOCUMENT;
  private horsPlan = 0;
  private readonly blocs: Bloc[] = [];
  private texte = '';
  private enAttente: Fermeture | null = null;
  private dernierFerme: string | null = null;
  private debut = { position: 0, ligne: 1 };
  private entete = false;
  private totaux = false;

  constructor(private readonly tailleMax: number) {
    this.parser.on('opentag', ({ name }) => this.ouvrir(name));
    this.parser.on('closetag', ({ name }) => this.fermer(name));
    this.parser.on('cdata', (texte) => this.ajouter(texte));
    this.parser.on('doctype', () => this.refuser({ attendu: 'un fichier sans DOCTYPE', trouve: '<!DOCTYPE>' }));
  }

  /** Reads the next piece. @throws FluxIllisible; `lus` then holds what is sound before it. */
  lire(texte: string): void {
    this.avancer(() => this.parser.write(texte));
    this.borner();
  }

  /** Ends the file. @throws FluxIllisible when something is missing. */
  finir(): void {
    this.avancer(() => this.parser.close());
  }

  /** Refuses what follows the point that the reading has reached. */
  refuser(attente: Readonly<{ attendu: string; trouve?: string }>, a: Position = this.position()): never {
    throw new FluxIllisible({ ...a, ...attente });
  }

  private avancer(etape: () => unknown): void {
    try {
      etape();
      this.terminer();
    } catch (erreur) {
      if (erreur instanceof FluxIllisible) throw erreur;
      const message = erreur instanceof Error ? erreur.message : '';
      const a = this.position();
      if (fermetureCroisee(message)) this.enAttente = null;
      this.terminer();
      this.refuser(attenduDe(message, { aFermer: this.dernierFerme }), a);
    }
  }

  private position(): Position {
    return { ligne: this.parser.line, colonne: Math.max(1, this.parser.column) };
  }

  private ouvrir(nom: string): void {
    this.terminer();
    const element = this.horsPlan > 0 ? undefined : this.courant.enfants.get(nom);
    if (!element) return this.passer();
    this.chemin.push(this.courant);
    this.courant = element;
    if (element.feuille) {
      this.texte = '';
      this.parser.on('text', (texte) => this.ajouter(texte));
    }
    if (element.bloc) this.ouvrirBloc(nom);
  }

  private passer(): void {
    if (this.chemin.length === 0 && this.horsPlan === 0) this.refuser({ attendu: '<Racine>', trouve: 'un autre élément' });
    this.horsPlan += 1;
  }

  private ouvrirBloc(nom: string): void {
    const { line: ligne, position } = this.parser;
    if (DE_PREMIER_NIVEAU.has(nom)) this.debut = { position, ligne };
    if (nom === 'InfosFoyerRSA' && !this.entete) {
      this.refuser({ attendu: '<IdentificationFlux> avant le premier <InfosFoyerRSA>' });
    }
    this.blocs.push(nouveauBloc(nom, ligne));
  }

  private ajouter(texte: string): void {
    if (this.courant.feuille && this.horsPlan === 0) this.texte += texte;
  }

  private fermer(nom: string): void {
    this.terminer();
    this.dernierFerme = nom;
    if (this.horsPlan > 0) {
      this.horsPlan -= 1;
      return;
    }
    const { courant } = this;
    if (courant.feuille) this.retenir(courant.nom);
    this.courant = this.chemin.pop() ?? DOCUMENT;
    if (courant.bloc) this.fermerBloc();
  }

  private retenir(nom: string): void {
    this.parser.off('text');
    const valeur = this.texte.trim();
    if (valeur !== '') this.blocs.at(-1)?.textes.set(nom, valeur);
  }

  private fermerBloc(): void {
    const bloc = this.blocs.pop();
    if (!bloc) return;
    if (bloc.nom === 'InfosFoyerRSA') this.borner();
    if (DE_PREMIER_NIVEAU.has(bloc.nom) || bloc.nom === 'Racine') this.enAttente = { bloc, a: this.position() };
    else this.blocs.at(-1)?.blocs.push(bloc);
  }

  private terminer(): void {
    if (!this.enAttente) return;
    const { bloc, a } = this.enAttente;
    this.enAttente = null;
    try {
      this.donner(bloc, a);
    } catch (erreur) {
      if (!(erreur instanceof ElementManquant)) throw erreur;
      this.refuser({ attendu: `<${erreur.element}> dans <${erreur.parent}>`, trouve: `</${bloc.nom}>` }, a);
    }
  }

  private donner(bloc: Bloc, a: Position): void {
    switch (bloc.nom) {
      case 'IdentificationFlux':
        this.entete = true;
        this.lus.push({ type: 'entete', entete: lireEntete(bloc) });
        break;
      case 'InfosFoyerRSA':
        this.lus.push({ type: 'foyer', foyer: lireFoyer(bloc) });
        break;
      case 'TransmissionFlux':
        this.totaux = true;
        this.lus.push({ type: 'totaux', totaux: lireTotaux(bloc) });
        break;
      default:
        this.exigerTout(a);
    }
    this.debut = { position: this.parser.position, ligne: a.ligne };
  }

  private exigerTout(a: Position): void {
    const manque = this.entete ? 'TransmissionFlux' : 'IdentificationFlux';
    if (!this.entete || !this.totaux) this.refuser({ attendu: `<${manque}> dans <Racine>`, trouve: '</Racine>' }, a);
  }

  private borner(): void {
    if (this.parser.position - this.debut.position <= this.tailleMax) return;
    const attendu = `un foyer de moins de ${this.tailleMax} caractères`;
    this.refuser({ attendu, trouve: 'un élément plus grand' }, { ligne: this.debut.ligne, colonne: 1 });
  }
}
