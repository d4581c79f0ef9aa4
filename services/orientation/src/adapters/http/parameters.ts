/** Who may read orientations. */
export const READ = ['DECIDEUR', 'GESTIONNAIRE', 'EXPLOITANT'] as const;
