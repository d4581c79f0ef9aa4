// Who may import whom. Each rule is proved able to fail in test/architecture/imports.spec.ts.
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];
const service = '^services/([^_/][^/]*)';
const source = `${service}/src`;

/** A package, resolved or not. */
const package_ = (name) => `(^|node_modules/)${name}(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'The domain knows the kernel and itself: no Node module, no package, no other layer.',
      severity: 'error',
      from: { path: `${source}/domain/`, pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^services/_kernel/', '^services/$1/src/domain/'] },
    },
    {
      name: 'application-knows-no-adapter',
      comment: 'A decision or a query knows its domain, the kernel, the chassis and the zod schema of its input.',
      severity: 'error',
      from: { path: `${source}/application/`, pathNot: '\\.spec\\.ts$' },
      to: {
        pathNot: ['^services/_(kernel|chassis)/', '^services/$1/src/(domain|application)/', package_('zod'), '^(node:)?timers/promises$'],
      },
    },
    {
      name: 'adapters-know-no-composition',
      comment: 'Adapters and projections know the layers below, not the modules that put them together; only the tokens of what is injected, and the type of the configuration.',
      severity: 'error',
      from: { path: `${source}/(adapters|projections)/`, pathNot: '\\.spec\\.ts$' },
      to: { path: '^services/[^/]+/src/', pathNot: ['^services/$1/src/(domain|application|adapters|projections)/', '^services/$1/src/(tokens|config)\\.ts$'] },
    },
    {
      name: 'service-never-service',
      severity: 'error',
      from: { path: service },
      to: { path: service, pathNot: '^services/$1/' },
    },
    {
      name: 'chassis-knows-no-business',
      severity: 'error',
      from: { path: '^services/_chassis/' },
      to: { path: '^(services|deploy|test)/', pathNot: '^services/_(kernel|chassis)/' },
    },
    {
      name: 'kernel-stands-alone',
      comment: 'Zero dependencies; its helper for tests may assert.',
      severity: 'error',
      from: { path: '^services/_kernel/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['^services/_kernel/', '^(node:)?assert/strict$'] },
    },
    {
      name: 'schemas-stand-alone',
      severity: 'error',
      from: { path: '^schemas/' },
      to: { path: '^(services|deploy|test)/' },
    },
    {
      name: 'local-stack-knows-no-service',
      comment: 'The local stack starts services as processes; it never loads their code.',
      severity: 'error',
      from: { path: '^deploy/' },
      to: { path: [service, '^test/'] },
    },
    {
      name: 'nothing-shipped-imports-tests',
      severity: 'error',
      from: { path: '^(schemas|services)/' },
      to: { path: '^(test|deploy)/' },
    },
    {
      name: 'public-parts-only',
      comment: "Another workspace is reached by its package name and exports, never by a path into its sources.",
      severity: 'error',
      from: { path: '^(schemas|services/[^/]+|deploy/[^/]+|test)/' },
      to: { path: '^(schemas|services/[^/]+|deploy/[^/]+)/src/', pathNot: '^$1/' },
    },
    {
      name: 'own-files-by-path',
      comment: 'A workspace reaches its own sources, not what was built of them before.',
      severity: 'error',
      from: { path: '^(schemas|services/[^/]+|deploy/[^/]+|test)/' },
      to: { path: '^$1/dist/' },
    },
    {
      name: 'kafkajs-in-one-file',
      severity: 'error',
      from: { pathNot: ['^services/_chassis/src/kafka/client\\.ts$', '^test/kit/'] },
      to: { path: package_('kafkajs') },
    },
    {
      name: 'avsc-in-schemas',
      severity: 'error',
      from: { pathNot: '^schemas/' },
      to: { path: package_('avsc') },
    },
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be followed would escape the rules.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared-dependencies',
      comment: 'A package is declared by the workspace that imports it, or, for tools, by the root.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    doNotFollow: { path: ['node_modules', '/dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
