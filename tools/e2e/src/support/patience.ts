/** How many times longer than on a laptop's cloud things may take: `E2E_PATIENCE`. */
export const patience = Number(process.env['E2E_PATIENCE'] ?? '1');

/** Milliseconds until a person is told of what happened. */
export const TOLD_MS = 20_000 * patience;
