import type { Citation } from '@marketscope/contracts';
import { Link } from 'react-router';
import { DocumentIcon } from '../design/icons.tsx';

/** A page that an answer rests on; it opens to what stands there. */
export function DocumentCitation({ cited }: { cited: Extract<Citation, { kind: 'document' }> }) {
  const { name, page, excerpt, link } = cited;
  return (
    <li className="citation citation--document">
      <details>
        <summary>
          <DocumentIcon size={14} />
          <strong>{name}</strong>
          <span>page {page}</span>
        </summary>
        <blockquote className="citation__excerpt">{excerpt}</blockquote>
        <Link to={link}>Show the document</Link>
      </details>
    </li>
  );
}
