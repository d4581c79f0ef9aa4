import { idParam } from '@relais/chassis/http';

export const sanctionParam = idParam('un identifiant de dossier');
