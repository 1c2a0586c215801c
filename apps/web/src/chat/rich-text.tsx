import { Lexer, type MarkedToken, type Token } from 'marked';
import { Fragment, useMemo, type ReactNode } from 'react';
import './rich-text.css';

/**
 * An answer's Markdown as text with structure. A model wrote it, perhaps from pages that others wrote, so nothing in it
 * may act: HTML stays visible text, links show where they lead and can't be followed, images show only their words.
 */
export function RichText({ text, writing }: { text: string; writing: boolean }) {
  const tokens = useMemo(() => new Lexer({ gfm: true }).lex(text), [text]);
  return <div className={writing ? 'rich-text rich-text--writing' : 'rich-text'}>{rendered(tokens)}</div>;
}

/** The lexer knows no token but its own, as long as nothing extends it. */
function isMarked(token: Token): token is MarkedToken {
  return token.type !== 'generic';
}

function rendered(tokens: readonly Token[] | undefined): ReactNode {
  return tokens?.filter(isMarked).map((token, index) => <Fragment key={index}>{element(token)}</Fragment>);
}

function element(token: MarkedToken): ReactNode {
  switch (token.type) {
    case 'paragraph':
      return <p>{rendered(token.tokens)}</p>;
    case 'heading':
      return <h3>{rendered(token.tokens)}</h3>;
    case 'strong':
      return <strong>{rendered(token.tokens)}</strong>;
    case 'em':
      return <em>{rendered(token.tokens)}</em>;
    case 'del':
      return <del>{rendered(token.tokens)}</del>;
    case 'blockquote':
      return <blockquote>{rendered(token.tokens)}</blockquote>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      );
    case 'list': {
      const items = token.items.map((item, index) => <li key={index}>{rendered(item.tokens)}</li>);
      return token.ordered ? <ol start={token.start === '' ? 1 : token.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case 'table':
      return (
        <div className="rich-text__table" tabIndex={0} role="group" aria-label="Table">
          <table>
            <thead>
              <tr>
                {token.header.map((cell, column) => (
                  <th key={column} className={alignment(cell.align)}>
                    {rendered(cell.tokens)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {token.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column} className={alignment(cell.align)}>
                      {rendered(cell.tokens)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'link': {
      const words = rendered(token.tokens);
      return token.text === token.href ? (
        token.text
      ) : (
        <>
          {words} <span className="rich-text__address">({token.href})</span>
        </>
      );
    }
    case 'image':
      return token.text;
    case 'hr':
      return <hr />;
    case 'br':
      return <br />;
    case 'text':
      return token.tokens === undefined ? token.text : rendered(token.tokens);
    case 'list_item':
      return rendered(token.tokens);
    case 'escape':
      return token.text;
    case 'html':
    case 'def':
      return token.raw;
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ ';
    case 'space':
      return null;
  }
}

function alignment(align: 'center' | 'left' | 'right' | null): string | undefined {
  return align === null ? undefined : `rich-text__${align}`;
}
