import { useSession } from '../session.js';

/** To the tool that shows traces, when there is one and the fact has a trace. */
export const TraceLink = ({ traceId, of }: { traceId: string | null; of?: string }) => {
  const { traces } = useSession();
  if (traceId === null || traceId === '' || traces === null) return null;
  const text = of === undefined ? 'Voir la trace de bout en bout' : `Voir la trace : ${of}`;
  return (
    <a href={traces.replace('{traceId}', traceId)} target="_blank" rel="noreferrer" title={`${text} - nouvelle fenêtre`}>
      {of === undefined ? (
        text
      ) : (
        <>
          Voir la trace<span className="fr-sr-only"> : {of}</span>
        </>
      )}
    </a>
  );
};
