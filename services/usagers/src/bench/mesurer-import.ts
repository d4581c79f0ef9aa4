import { type Platform } from '@relais/chassis/lifecycle';
import { SaxesParser } from 'saxes';
import { lireFlux, recevoirFlux } from '../adapters/flux/lire-flux.js';
import { lireRapport } from '../adapters/postgres/rapports.js';
import { importerFlux } from '../application/importer-flux.js';
import { type UsagersConfig } from '../config.js';
import { portsImport } from '../usagers.module.js';

/** One file to measure, given anew each time it is read. */
export type EssaiImport = Readonly<{ departement: string; flux: () => AsyncIterable<Uint8Array> }>;

/** Seconds of each reading of the same bytes, and what the import said of them. */
export type MesureImport = Readonly<{
  octets: number;
  personnes: number;
  foyers: number;
  droitsOuverts: number;
  /** Rows that the import wrote in the journal: equal to `droitsOuverts`, or the run counts for nothing. */
  faits: number;
  /** Bytes made and thrown away: the cost of the source itself. */
  source: number;
  /** The naive rival: decoding and a saxes parser without a handler. */
  lectureNue: number;
  lecture: number;
  premierImport: number;
  /** The same file again: nothing changes. */
  memeImport: number;
}>;

const chronometrer = async <T>(travail: () => Promise<T>): Promise<{ secondes: number; resultat: T }> => {
  const debut = process.hrtime.bigint();
  const resultat = await travail();
  return { secondes: Number(process.hrtime.bigint() - debut) / 1e9, resultat };
};

const compterOctets = async (flux: AsyncIterable<Uint8Array>): Promise<number> => {
  let octets = 0;
  for await (const morceau of flux) octets += morceau.length;
  return octets;
};

/** Reads a file with the XML parser alone. */
export const lireNu = async (flux: AsyncIterable<Uint8Array>): Promise<void> => {
  const parser = new SaxesParser();
  const decodeur = new TextDecoder('windows-1252');
  for await (const morceau of flux) parser.write(decodeur.decode(morceau, { stream: true }));
  parser.close();
};

const lireTout = async (flux: AsyncIterable<Uint8Array>): Promise<number> => {
  let foyers = 0;
  for await (const element of lireFlux(flux)) foyers += element.type === 'foyer' ? 1 : 0;
  return foyers;
};

/** Imports a file into a real database, twice, and reads the same bytes by itself and with the bare parser. */
export const mesurerImport = async (platform: Platform, config: UsagersConfig, { departement, flux }: EssaiImport): Promise<MesureImport> => {
  const ports = portsImport(platform, config);
  const demande = () => ({ departement, agentId: 'bench', dateReception: ports.aujourdhui(), origin: { correlationId: platform.ids.next() }, rejouer: true });
  const importer = () => chronometrer(() => importerFlux(ports, demande(), recevoirFlux(flux())));
  const source = await chronometrer(() => compterOctets(flux()));
  const nue = await chronometrer(() => lireNu(flux()));
  const lecture = await chronometrer(() => lireTout(flux()));
  const premier = await importer();
  const meme = await importer();
  if (!premier.resultat.ok || !meme.resultat.ok) throw new Error('un autre import est en cours');
  const rapport = await lireRapport(platform.pool, departement, premier.resultat.value.importId);
  const { rows } = await platform.pool.query<{ faits: number }>('select count(*) as faits from journal where departement = $1', [departement]);
  if (!rapport || rapport.etat !== 'TERMINE') throw new Error(`import ${rapport?.etat ?? 'absent'}`);
  return {
    octets: source.resultat,
    personnes: rapport.personnes,
    foyers: rapport.foyers,
    droitsOuverts: rapport.droitsOuverts,
    faits: rows[0]?.faits ?? 0,
    source: source.secondes,
    lectureNue: nue.secondes,
    lecture: lecture.secondes,
    premierImport: premier.secondes,
    memeImport: meme.secondes,
  };
};
