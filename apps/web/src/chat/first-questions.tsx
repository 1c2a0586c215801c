import { useWatchlist } from '../watchlist/watchlist-queries.ts';
import { BrandMark } from '../design/icons.tsx';
import './first-questions.css';

/** What a newcomer can ask, about what they watch. */
export function FirstQuestions({ onAsk }: { onAsk: (question: string) => void }) {
  const watched = (useWatchlist().data ?? []).map(({ symbol }) => symbol);
  return (
    <div className="first-questions">
      <BrandMark size={44} />
      <h1 className="first-questions__title">What would you like to know?</h1>
      <p className="first-questions__lead">
        Ask in plain words. You see how each answer was found, and where its figures come from.
      </p>
      <ul className="first-questions__list">
        {firstQuestions(watched).map((question) => (
          <li key={question}>
            <button type="button" className="first-questions__question" onClick={() => onAsk(question)}>
              {question}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Questions about the first companies of a watchlist, or about well-known ones, and about the market as a whole. */
function firstQuestions(watched: readonly string[]): string[] {
  // An index has a name that people say, and a symbol that they don't: `^GSPC`.
  const companies = watched.filter((symbol) => !symbol.startsWith('^'));
  const [first = 'AAPL', second = first === 'MSFT' ? 'AAPL' : 'MSFT'] = companies;
  return [
    `What’s ${first}’s price?`,
    `Compare ${first} and ${second} this year`,
    'How has the S&P 500 done over the last month?',
    'What is on my watchlist?',
  ];
}
