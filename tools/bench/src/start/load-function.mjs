/** Loads a function's bundle as Lambda's runtime for Node does, and ends when its handler is there. */
const [, , bundle] = process.argv;
globalThis.awslambda = { streamifyResponse: (handler) => handler, HttpResponseStream: {} };
const { handler } = await import(bundle);
process.exit(typeof handler === 'function' ? 0 : 1);
