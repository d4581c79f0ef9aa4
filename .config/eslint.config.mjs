import tseslint from 'typescript-eslint';

const caps = {
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': 'off',
  '@typescript-eslint/max-params': ['error', { max: 3 }],
  'max-depth': ['error', 3],
  complexity: ['error', 10],
};

const noAmbient = (...names) => [
  'error',
  ...names.map((name) => ({ object: name.split('.')[0], property: name.split('.')[1], message: 'Use the port.' })),
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/generated/**', '**/node_modules/**', '**/*.mjs', '**/*.cjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...caps,
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-restricted-properties': noAmbient('process.env'),
    },
  },
  {
    files: ['**/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-properties': noAmbient('process.env', 'Date.now', 'Math.random', 'crypto.randomUUID'),
      'no-restricted-syntax': [
        'error',
        { selector: 'AwaitExpression', message: 'The domain does no I/O.' },
        { selector: 'FunctionDeclaration[async=true]', message: 'The domain does no I/O.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The domain has no clock.' },
      ],
    },
  },
  {
    files: ['**/config.ts', '**/config/**/*.ts', 'deploy/local/**/*.ts', '**/deploy/local/**/*.ts', '**/kit/**/*.ts', '**/src/parts/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Nest hands a controller its inputs one decorated parameter at a time.
    files: ['**/*.controller.ts'],
    rules: { '@typescript-eslint/max-params': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/kit/**/*.ts', '**/bench/**/*.ts', '**/sandbox/**/*.ts', '**/demonstration/**/*.ts'],
    rules: {
      'no-console': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      complexity: 'off',
    },
  },
);
