import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox } from './index.js';

const numeroFranceTravail = '33000000001';
const DECISION = { etat_decision: 'ACCEPTEE', date_decision: '2026-11-20', organisme_decision: 'CD', agent_decision: 'A1' };

describe('état gardé', () => {
  let donnees: string;
  const fichier = (nom: string): string => join(donnees, nom);

  beforeEach(() => {
    donnees = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(donnees, { recursive: true }));

  async function vivre(): Promise<Record<string, string>> {
    const sandbox = await createSandbox({ donnees });
    const client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
    await client.admin('/preconisations', { numeroFranceTravail, parcours: 'PSP', organisme: 'CD' });
    const entetes = await client.entetesUsager(numeroFranceTravail);
    await client.appeler(`${BASES.orientation}/decisionOrientation`, { entetes, corps: DECISION });
    await client.admin('/fautes', { type: 'html', api: 'connexion', nombre: 3 });
    await client.admin('/quotas', { 'rechercher-usager': '1000/s' }, 'PUT');
    await client.demanderToken();
    await client.admin('/horloge', { avancerSecondes: 60 });
    const etat = JSON.stringify([...sandbox.etat.orientations], null, 1);
    await sandbox.close();
    expect(etat).toContain('OUVERT');
    return entetes;
  }

  it('comes back with persons, acts, tokens, jetons, faults, quotas, clock and journal', async () => {
    const entetes = await vivre();
    const sandbox = await createSandbox({ donnees });
    const client = new ClientBacASable(sandbox.url);
    const { status, corps } = await client.appeler(`${BASES.orientation}/lectureOrientation`, { entetes });
    expect(status).toBe(200);
    expect(corps).toEqual([expect.objectContaining({ etat: 'OUVERT', statut: 'DECIDE' })]);
    expect([...sandbox.etat.activites.values()].map(({ codeActivite }) => codeActivite)).toEqual(['ACT380']);
    expect(sandbox.etat.fautes).toEqual([expect.objectContaining({ type: 'html', reste: 2 })]);
    expect(sandbox.etat.quotas).toEqual({ 'rechercher-usager': { limite: 1000, fenetreSecondes: 1 } });
    expect(sandbox.etat.decalageMs).toBe(60_000);
    const journal = (await client.admin('/journal')).corps as { appels: { numero: number }[] };
    expect(journal.appels.map(({ numero }) => numero)).toEqual([1, 2, 3, 4, 5]);
    await sandbox.close();
  });

  it('draws new ids after a restart', async () => {
    const premier = await vivre();
    const sandbox = await createSandbox({ donnees });
    const client = new ClientBacASable(sandbox.url);
    await client.admin('/fautes', undefined, 'DELETE');
    expect((await client.entetesUsager(numeroFranceTravail))['ft-jeton-usager']).not.toBe(premier['ft-jeton-usager']);
    await sandbox.close();
  });

  it('keeps no secret on disk', async () => {
    const entetes = await vivre();
    const ecrit = readFileSync(fichier('mutations.jsonl'), 'utf8') + readFileSync(fichier('journal.jsonl'), 'utf8');
    expect(ecrit).not.toContain(entetes['ft-jeton-usager']);
    expect(ecrit).not.toContain(entetes['authorization']?.slice(7));
  });

  it('drops a torn last line, then goes on writing after what was whole', async () => {
    const entetes = await vivre();
    appendFileSync(fichier('mutations.jsonl'), '{"compteur":99,"mutations":[{"type":"usager-ret');
    const sandbox = await createSandbox({ donnees });
    const client = new ClientBacASable(sandbox.url);
    expect((await client.appeler(BASES.infos, { entetes })).status).toBe(200);
    await client.admin('/usagers', usagerFictif({ numeroFranceTravail: '33000000002', nir: null }));
    await sandbox.close();
    const encore = await createSandbox({ donnees });
    expect([...encore.etat.usagers.keys()]).toEqual([numeroFranceTravail, '33000000002']);
    await encore.close();
  });

  it('says so when the middle of a log cannot be read', async () => {
    writeFileSync(fichier('mutations.jsonl'), 'pas du JSON\n{"compteur":1,"mutations":[]}\n');
    await expect(createSandbox({ donnees })).rejects.toThrow('la ligne 1 est illisible');
  });
});
