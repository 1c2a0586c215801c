import type { ReactNode } from 'react';
import './structured-value.css';

/** Rows of a table that are shown; a tool may answer with years of candles. */
const rowsShown = 8;
/** Names and values that fit in one line, such as a date and its close. */
const inlineEntries = 2;

/** A tool's JSON as people read it: names beside values, rows of the same form as a table. */
export function StructuredValue({ value, inside = false }: { value: unknown; inside?: boolean }): ReactNode {
  if (Array.isArray(value)) {
    return value.length === 1 ? <StructuredValue value={value[0]} /> : <Rows rows={value} />;
  }
  if (isRecord(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return <span className="structured__none">nothing</span>;
    if (entries.length <= inlineEntries && !entries.some(([, item]) => isNested(item)) && inside) {
      return entries.map(([name, item], index) => (
        <span key={name}>
          {index > 0 && ', '}
          <span className="structured__name">{name}</span> <Plain value={item} />
        </span>
      ));
    }
    return (
      <dl className="structured">
        {entries.map(([name, item]) => (
          <div
            key={name}
            className={isLarge(item) ? 'structured__entry structured__entry--nested' : 'structured__entry'}
          >
            <dt>{name}</dt>
            <dd>
              <StructuredValue value={item} inside />
            </dd>
          </div>
        ))}
      </dl>
    );
  }
  return <Plain value={value} />;
}

function Rows({ rows }: { rows: readonly unknown[] }) {
  const records = rows.filter(isRecord);
  if (rows.length === 0) return <span className="structured__none">none</span>;
  const flat = records.length === rows.length && records.every((row) => !Object.values(row).some(isNested));
  if (!flat) {
    return rows.some(isNested) ? (
      <pre className="structured__json">{JSON.stringify(rows, null, 2)}</pre>
    ) : (
      <>{rows.map(String).join(', ')}</>
    );
  }
  const columns = [...new Set(records.flatMap(Object.keys))].filter((column) =>
    records.some((row) => row[column] !== null && row[column] !== undefined),
  );
  // The newest rows of a history are its last.
  const shown = records.slice(-rowsShown);
  return (
    <div className="structured__table" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column}>
                  <Plain value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {records.length > shown.length && (
        <p className="structured__more">
          the last {shown.length} of {records.length}
        </p>
      )}
    </div>
  );
}

function Plain({ value }: { value: unknown }) {
  if (value === null || value === undefined) return <span className="structured__none">not given</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // Sums of binary fractions have digits that nobody meant.
  if (typeof value === 'number') return String(Number(value.toFixed(4)));
  return String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** What needs lines of its own. */
function isLarge(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isNested);
  return (
    isRecord(value) && (Object.keys(value).length > inlineEntries || Object.values(value).some(isNested))
  );
}
