/** What these rules read of a package.json. */
export type Manifest = Readonly<{
  name: string;
  scripts?: Readonly<Record<string, string>>;
  dependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
  [other: string]: unknown;
}>;

const common = ['version', 'private', 'license', 'type'] as const;

/** Where the manifests of the services differ beyond their name, exports and dependencies; a script may add steps after the common one. */
export function manifestDifferences(manifests: readonly Manifest[]): string[] {
  const [model, ...others] = manifests.map((manifest) => ({ name: manifest.name, said: comparable(manifest) }));
  if (!model) return [];
  return others.flatMap(({ name, said }) =>
    [...new Set([...Object.keys(model.said), ...Object.keys(said)])]
      .filter((key) => said[key]?.split(' && ')[0] !== model.said[key]?.split(' && ')[0])
      .map((key) => `${name}: ${key} is ${said[key]}, ${model.name} has ${model.said[key]}`),
  );
}

function comparable(manifest: Manifest): Record<string, string> {
  const project = manifest.name.replace('@relais/', '');
  const scripts = Object.entries(manifest.scripts ?? {}).map(([name, script]) => [`scripts.${name}`, script.replace(` ${project}`, ' <project>')]);
  return Object.fromEntries([...common.map((key) => [key, String(manifest[key])]), ...scripts]) as Record<string, string>;
}

/** Dependencies that are not one exact version everywhere. */
export function versionConflicts(manifests: readonly Manifest[]): string[] {
  const versions = new Map<string, Set<string>>();
  for (const { dependencies, devDependencies } of manifests) {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
  }
  return [...versions].flatMap(([name, found]) => {
    const exact = [...found].every((version) => /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    return found.size === 1 && exact ? [] : [`${name}: ${[...found].join(', ')}`];
  });
}

/** npm commands that a document gives and no script answers to. */
export function unknownCommands(document: string, { scripts = {} }: Manifest): string[] {
  const given = [...document.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, short]) => run ?? short ?? '');
  return [...new Set(given)].filter((name) => !(name in scripts));
}
