/**
 * Preloaded into the process of a service that runs as a server: ties its life to its parent's, and leaves Ctrl-C, which
 * a terminal sends to every process, to the parent, who ends it in order.
 */
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
