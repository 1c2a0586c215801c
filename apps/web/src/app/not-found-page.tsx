import { Link } from 'react-router';
import { buttonClass } from '../design/button.tsx';
import { EmptyState } from '../design/empty-state.tsx';
import { SearchIcon } from '../design/icons.tsx';
import { usePageTitle } from './page-title.ts';

/** What an address that leads nowhere shows. */
export function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <div className="page">
      <EmptyState icon={<SearchIcon size={32} />} title="There is no such page">
        <p>The address may be mistyped.</p>
        <Link to="/chat" className={buttonClass('plain')}>
          Go to the chat
        </Link>
      </EmptyState>
    </div>
  );
}
