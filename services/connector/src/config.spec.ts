import { randomBytes } from 'node:crypto';
import { ConfigError, loadSettings } from '@relais/chassis/config';
import { settings } from './config.js';

const env = {
  RELAIS_USAGERS_URL: 'http://127.0.0.1:17001/',
  RELAIS_CONNECTEUR_CLIENT_ID: 'connecteur',
  RELAIS_CONNECTEUR_CLIENT_SECRET: 'secret-machine',
  RELAIS_CONNECTEUR_CLE: randomBytes(32).toString('base64'),
  RELAIS_FT_API_URL: 'http://127.0.0.1:17100',
  RELAIS_FT_AUTH_URL: 'http://127.0.0.1:17100',
  RELAIS_FT_COMPTES: '[{"departement":"33","clientId":"PAR_x","clientSecret":"secret-ft","structure":"CDP0033"}]',
  RELAIS_ABONNEMENTS:
    '[{"nom":"ml","departement":"33","structureCode":"NAQ0405","structureType":"ML","url":"https://ml.example/","secret":"whsec_x"}]',
};

const problemsOf = (change: Record<string, string>): readonly string[] => {
  try {
    loadSettings(settings, { ...env, ...change });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the configuration of the connector', () => {
  it('is read whole, with its defaults, and prints no secret', () => {
    const config = loadSettings(settings, env);
    expect(config).toMatchObject({ usagersUrl: 'http://127.0.0.1:17001', ftSondageMs: 60_000, ftAppelsParSeconde: 1, ftDelaiMs: 30_000, webhooksAdressesPrivees: false });
    expect(config.ftComptes[0]?.clientSecret.reveal()).toBe('secret-ft');
    expect(JSON.stringify(config)).not.toMatch(/secret-|whsec_x/);
  });

  it('takes one rate for all, or one for each API', () => {
    expect(loadSettings(settings, { ...env, RELAIS_FT_APPELS_PAR_SECONDE: '2.5' }).ftAppelsParSeconde).toBe(2.5);
    expect(loadSettings(settings, { ...env, RELAIS_FT_APPELS_PAR_SECONDE: '{"orientation":5}' }).ftAppelsParSeconde).toEqual({ orientation: 5 });
  });

  it.each([
    [{ RELAIS_CONNECTEUR_CLE: 'Y291cnRl' }, 'RELAIS_CONNECTEUR_CLE : attendu : 32 octets en base64'],
    [{ RELAIS_FT_COMPTES: 'secret-ft' }, 'RELAIS_FT_COMPTES : JSON inattendu'],
    [{ RELAIS_FT_COMPTES: '[{"departement":"33","clientId":"x"}]' }, '0.clientSecret'],
    [{ RELAIS_ABONNEMENTS: '[{"nom":"x"}]' }, '0.structureCode'],
  ])('says what is wrong with %j, without the value', (change, problem) => {
    const [first, ...others] = problemsOf(change);
    expect(first).toContain(problem);
    expect(first).not.toContain('secret-ft');
    expect(others).toEqual([]);
  });
});
