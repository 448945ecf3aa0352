import { useRouteError } from 'react-router';
import { Failure } from '../kit/Failure';

/** What is shown when a page itself fails: the same form as any other failure, with a way to load it anew. */
export function Broken() {
  const error = useRouteError();
  return <main className="lone"><Failure error={error} retry={() => location.reload()} /></main>;
}
