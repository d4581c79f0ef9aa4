import { idParam } from '@relais/chassis/http';

export const rendezVousParam = idParam('un identifiant de rendez-vous');
