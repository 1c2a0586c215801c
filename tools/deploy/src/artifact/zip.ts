import { zipSync, type Zippable } from 'fflate';

/** A regular file that everybody may read, as a Unix system writes it into a zip. */
const READABLE_FILE = (0o100644 << 16) >>> 0;
const UNIX = 3;

/**
 * Zips files so that the same files are the same bytes, whenever and wherever: in the order of their names, all of one
 * time and one permission, compressed by a library that every machine has in the same version, and not by its zlib.
 * @param files contents by their paths in the zip, with `/` between folders
 */
export function zipFiles(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files.keys()]
    .sort()
    .map((name) => [name, files.get(name) ?? new Uint8Array()] as const satisfies [string, Uint8Array]);
  // The earliest time that a zip can hold; in local time, as zips are, so that the zone does not matter.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(entries) satisfies Zippable, {
    level: 9,
    mtime,
    os: UNIX,
    attrs: READABLE_FILE,
  });
}
