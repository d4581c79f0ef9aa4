import { pathToFileURL } from 'node:url';
import { layoutOf } from '@relais/local/environment';

/** Where the migrations of a service lie. */
export const migrationsOf = (service: string): URL => new URL(`services/${service}/migrations/`, pathToFileURL(`${layoutOf().root}/`));
