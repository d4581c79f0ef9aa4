import { type Options } from '@swc/core';

/** As the build does: types go, the rest stays; parameter decorators of Nest are kept. */
export const swcrc: Options = {
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true } },
  module: { type: 'es6' },
};
