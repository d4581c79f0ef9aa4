/** What of the habilitation matrix names nothing that exists: `[{ file, line, rule, mend }]`. */
export const checkHabilitations = ({ habilitations, referentiel }) => {
  const { relations, finalites, lignes, structures, horsBus } = habilitations;
  const categories = { ...referentiel.categories, ...horsBus };
  const strange = (place, values, known) =>
    values.filter((value) => !Object.hasOwn(known, value)).map((value) => at(`${place} : « ${value} » est inconnu`, `Choisissez parmi ${Object.keys(known).join(', ')}.`));
  return [
    ...lignes.flatMap(({ roles, relation, finalite, categories: opened, base }, index) => [
      ...strange(`ligne ${index + 1}`, [relation], relations),
      ...strange(`ligne ${index + 1}`, [finalite], finalites),
      ...strange(`ligne ${index + 1}`, opened, categories),
      ...(roles.length > 0 && base ? [] : [at(`ligne ${index + 1} : il manque un rôle ou une base`, 'Donnez au moins un rôle, et l’article ou « à confirmer ».')]),
    ]),
    ...strange('structures', Object.keys(structures), referentiel.destinataires),
    ...Object.values(structures).flatMap((received) => strange('structures', received, referentiel.categories)),
  ];
};

const at = (rule, mend) => ({ file: 'schemas/habilitations.json', line: 1, rule, mend });
