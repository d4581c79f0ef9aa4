import { parseArgs } from 'node:util';
import { toTerminal } from '@relais/local/progress';
import { withParts } from '../kit/with-parts.js';
import { essayer } from './essayer.js';
import { detenteurs } from './suivies.js';

const usage = `npm run perimetre [-- options]
  --demandes N  nombre de demandes en tout (100000 si rien n'est dit)
  --graine N    graine des demandes (1 si rien n'est dit)`;

const { values } = parseArgs({ options: { demandes: { type: 'string', default: '100000' }, graine: { type: 'string', default: '1' }, help: { type: 'boolean', default: false } } });

const PAGE = 5_000;

async function run(total: number, graine: number): Promise<number> {
  const startedAt = Date.now();
  const services = await detenteurs();
  const share = Math.ceil(total / services.length);
  let leaks = 0;
  for (const service of services) {
    for (let done = 0; done < share; done += PAGE) {
      const { fuites, parStatut, demandes } = await essayer(service, { nombre: Math.min(PAGE, share - done), graine: graine + done });
      leaks += fuites.length;
      toTerminal(`${fuites.length === 0 ? '✓' : '✗'} ${service.nom} : ${done + demandes} demandes, ${JSON.stringify(parStatut)} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
      fuites.slice(0, 5).forEach((fuite) => toTerminal(`  ${fuite}`));
    }
  }
  toTerminal(`${leaks} fuites sur ${share * services.length} demandes`);
  for (const { close } of services) await close();
  return leaks === 0 ? 0 : 1;
}

if (values.help) toTerminal(usage);
else process.exitCode = await withParts(() => run(Number(values.demandes), Number(values.graine)));
process.exit();
