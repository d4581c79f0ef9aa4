import { idParam } from '@relais/chassis/http';

/** Who may read cases. */
export const READ = ['DECIDEUR', 'GESTIONNAIRE'] as const;

export const sanctionParam = idParam('un identifiant de dossier');
