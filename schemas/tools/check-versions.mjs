import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { incompatibilities } from './compatibility.mjs';
import { findingAt } from './finding.mjs';
import { goldenFileOf, hexOf } from './golden.mjs';

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** What is wrong between the numbers of an event, and in what was published. */
export const checkVersions = (event, contract) => [...checkNumbers(event), ...event.versions.flatMap((version) => checkFrozen(event, version, contract)), ...checkPairs(event)];

const checkNumbers = ({ folder, versions }) => {
  if (versions.length === 0) return [{ file: folder, line: 1, rule: 'aucun schéma dans ce dossier', mend: 'Écrivez 1.avsc, ou ôtez le dossier.' }];
  return versions
    .filter(({ number }, index) => number !== index + 1)
    .slice(0, 1)
    .map((version) => findingAt(version, [], { rule: `le numéro ${version.number} ne suit pas`, mend: 'Les numéros vont de 1 en 1, sans trou.' }));
};

/** Every pair of numbers reads each other, both ways. */
const checkPairs = ({ versions }) =>
  versions.flatMap((newer, index) =>
    versions.slice(0, index).flatMap((older) =>
      incompatibilities(older.schema, newer.schema).map(({ field, why }) => {
        const place = newer.schema.fields.findIndex(({ name }) => name === field?.split('.')[0]);
        return findingAt(newer, place < 0 ? ['fields'] : ['fields', place, 'name'], {
          rule: `incompatible avec le numéro ${older.number}${field === undefined ? '' : `, champ ${field}`} : ${why}`,
          mend: 'Un champ ajouté a une valeur par défaut, un champ ôté en avait une, un type et ses valeurs ne changent pas. Sinon, c’est un autre événement.',
        });
      }),
    ),
  );

const checkFrozen = (event, version, { root, frozen }) => {
  const golden = goldenFileOf(event, version);
  const edited = (file, text) => frozen[file] !== undefined && frozen[file] !== sha256(text);
  const restore = (file) => `Remettez-le (git checkout -- ${file}) et écrivez le numéro ${event.versions.length + 1}.`;
  const schema = edited(version.file, version.json.text) ? [{ file: version.file, line: 1, rule: 'ce numéro est publié : il ne se modifie plus', mend: restore(version.file) }] : [];
  if (frozen[golden] === undefined || schema.length > 0) return schema;
  const text = existsSync(join(root, golden)) ? readFileSync(join(root, golden), 'utf8') : '';
  if (edited(golden, text)) return [{ file: golden, line: 1, rule: 'les octets de référence d’un numéro publié ne se modifient plus', mend: `Remettez-les : git checkout -- ${golden}.` }];
  const { exemple, hex } = JSON.parse(text);
  return hexOf(version.schema, exemple) === hex ? [] : [{ file: golden, line: 1, rule: 'l’exemple ne donne plus ces octets', mend: 'L’écriture Avro a changé : corrigez-la, les octets publiés ne changent pas.' }];
};
