import { ConfigError } from '../config/index.js';
import { type Asked, Misused, optional, readArguments } from './arguments.js';
import { type Call, caller, Refused } from './call.js';
import { type CliConfig } from './config.js';
import { misesDeCote } from './mises-de-cote.js';
import { consommateur, projection } from './projection.js';

export const USAGE = `Usage : npm run bus -- [--service orientation] <commande>

  mises-de-cote liste [--usager ID] [--code CODE]
  mises-de-cote voir ID
  mises-de-cote reprendre ID --raison TEXTE
  mises-de-cote corriger ID --position P --raison TEXTE --fichier champs.json [--type T] [--sequence N]
  mises-de-cote passer ID --position P --raison TEXTE [--trou]
  consommateur
  projection reconstruire --raison TEXTE [--accepter]
  projection rejouer (--usager ID | --depuis INSTANT) --raison TEXTE [--executer]

RELAIS_API_URL : l’adresse unique (avec --service) ou celle d’un service ; RELAIS_JETON : un jeton d’exploitant.`;

const commands: Readonly<Record<string, (call: Call, asked: Asked) => Promise<object>>> = {
  'mises-de-cote': misesDeCote,
  consommateur,
  projection,
};

const REFUSED = 1;
const MISUSED = 2;

export type Out = Readonly<{ print: (text: string) => void; complain: (text: string) => void; config: () => CliConfig }>;

/** Does what the arguments ask; the exit code: 0 done, 1 refused, 2 not understood. */
export const run = async (args: readonly string[], { print, complain, config }: Out): Promise<number> => {
  try {
    const asked = readArguments(args);
    const command = commands[asked.words[0] ?? ''];
    if (!command) throw new Misused('Commande inconnue.');
    print(JSON.stringify(await command(caller(config(), optional(asked, 'service')), asked), null, 2));
    return 0;
  } catch (error) {
    if (error instanceof Refused) return complain(error.message), REFUSED;
    if (!(error instanceof Misused || error instanceof ConfigError || error instanceof SyntaxError)) throw error;
    complain(`${error.message}\n\n${USAGE}`);
    return MISUSED;
  }
};
