import { DocumentError } from './document-error.ts';

/** Lists and objects within one another that are read; parsing takes memory for each that nothing here can bound. */
const deepest = 10_000;
/** Values that are read: a line for each of more, with what it is called, would fill more pages than a document may have. */
const mostValues = 1_000_000;

/** A list or object whose members are being written. */
interface Branch {
  path: string;
  members: readonly string[];
  at: number;
  value: object;
}

/**
 * A JSON document as lines of `path: value`, so that a value keeps the names that say what it is.
 * @throws DocumentError `broken` when it is nested too deep, `too-large` when it holds too many values
 */
export function jsonText(json: string): string {
  const { depth, values } = shapeOf(json);
  if (depth > deepest)
    throw new DocumentError('broken', 'The JSON holds lists in lists, far deeper than can be read.');
  if (values > mostValues)
    throw new DocumentError(
      'too-large',
      'The JSON holds more values than can be indexed. Upload it in parts.',
    );
  const lines: string[] = [];
  // An own stack: nesting in an uploaded file must not be able to exhaust the call stack.
  const open: Branch[] = [];
  const enter = (path: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null)
      open.push({ path, members: Object.keys(value), at: 0, value });
    else lines.push(path ? `${path}: ${String(value)}` : String(value));
  };
  enter('', JSON.parse(json));
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const name = top.members[top.at];
    top.at += 1;
    if (name === undefined) open.pop();
    else enter(top.path ? `${top.path.slice(-400)} ${name}` : name, Reflect.get(top.value, name));
  }
  return lines.join('\n');
}

/** How many lists and objects are open at once at the most, and how many values there are, told without parsing. */
function shapeOf(json: string): { depth: number; values: number } {
  let open = 0;
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth = Math.max(depth, (open += 1));
    else if (character === ']' || character === '}') open -= 1;
    else if (character === ',') values += 1;
  }
  return { depth, values };
}
