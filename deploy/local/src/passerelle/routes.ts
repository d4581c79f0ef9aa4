/** Which service answers under which path; what is `interne` between services is not reachable from here. */
export const routes: readonly Readonly<{ prefix: string; service: string }>[] = [
  { prefix: '/v1/departements/:departement/doutes', service: 'usagers' },
  { prefix: '/v1/departements/:departement/fichiers', service: 'usagers' },
  { prefix: '/v1/departements/:departement/imports', service: 'usagers' },
  { prefix: '/v1/departements/:departement/sources', service: 'usagers' },
  { prefix: '/v1/usagers', service: 'usagers' },
  { prefix: '/v1/departements/:departement/orientations', service: 'orientation' },
  { prefix: '/v1/departements/:departement/contrats', service: 'accompaniment' },
  { prefix: '/v1/usagers/:usagerId/contrat', service: 'accompaniment' },
  { prefix: '/v1/usagers/:usagerId/rendez-vous', service: 'accompaniment' },
  { prefix: '/v1/usagers/:usagerId/activites', service: 'accompaniment' },
  { prefix: '/v1/departements/:departement/sanctions', service: 'sanctions' },
  { prefix: '/v1/departements/:departement/transmissions', service: 'connector' },
  { prefix: '/v1/partenaires', service: 'connector' },
  { prefix: '/v1/pilotage', service: 'pilotage' },
];

/** What every service has, under its own name. */
export const exploitation = '/v1/exploitation';

/** Where a path of a service, `/v1/usagers/{usagerId}`, is found from outside; undefined when it is not. */
export const publicPath = (service: string, path: string): string | undefined => {
  if (path.startsWith(`${exploitation}/`)) return path.replace(exploitation, `${exploitation}/${service}`);
  const segments = path.split('/');
  const [nearest] = routes.filter(({ prefix }) => leadsTo(prefix.split('/'), segments)).sort((a, b) => b.prefix.split('/').length - a.prefix.split('/').length);
  return nearest?.service === service ? path : undefined;
};

const leadsTo = (prefix: readonly string[], segments: readonly string[]): boolean =>
  prefix.every((segment, index) => segments[index] === segment || (segment.startsWith(':') && segments[index] !== undefined));
