import { Fragment, type ReactNode } from 'react';

/** Terms and what they are; what is not known is left out. */
export const Definitions = ({ items }: { items: readonly (readonly [string, ReactNode])[] }) => (
  <dl className="definitions">
    {items
      .filter(([, value]) => value !== null && value !== '')
      .map(([term, value]) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
  </dl>
);
