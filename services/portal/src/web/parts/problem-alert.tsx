import { Alert } from '@codegouvfr/react-dsfr/Alert';
import { type Problem } from '../lib/api.js';

/** What was refused, in the words of the service that refused it. */
export const ProblemAlert = ({ problem }: { problem: Problem }) => (
  <div role="alert">
    <Alert
      severity="error"
      title={problem.title}
      description={
        <>
          {problem.detail}
          {problem.traceId !== undefined && problem.status >= 500 && <span className="fr-hint-text">Identifiant de trace : {problem.traceId}</span>}
        </>
      }
    />
  </div>
);
