import type { ReleasedFunctions } from '../release/released-functions.ts';
import type { ReleasePorts } from '../release/service-release.ts';
import type { ReleaseRecord } from '../release/release-record.ts';

interface FakeFunction {
  code: string;
  /** Stands for the whole configuration. */
  configuration: string;
  versions: Map<string, { code: string; configuration: string }>;
  live: { version: string; canary?: { version: string; percent: number } };
}

/** The digest of Terraform's first, empty release, which is in no bucket. */
export const emptyRelease = '0'.repeat(64);

/**
 * A cloud of functions, zips and records in memory, which behaves as Lambda, S3 and SSM do: a version is published only
 * of what has changed.
 */
export class FakeCloud {
  readonly functions = new Map<string, FakeFunction>();
  readonly zips = new Set<string>();
  readonly records = new Map<string, ReleaseRecord>();
  /** Calls that are made, and after which one the process dies: before its effect, or after it. */
  calls = 0;
  diesAt: { call: number; effect: boolean } | undefined;

  /** Adds a function as Terraform makes it. */
  add(service: string): void {
    const first = { code: emptyRelease, configuration: 'first' };
    this.functions.set(service, {
      ...first,
      versions: new Map([['1', first]]),
      live: { version: '1' },
    });
  }

  of(service: string): FakeFunction {
    const found = this.functions.get(service);
    if (!found) throw new TypeError(`no function ${service}`);
    return found;
  }

  /** What `live` runs: code and configuration. */
  serving(service: string): { code: string; configuration: string } | undefined {
    const { versions, live } = this.of(service);
    return versions.get(live.version);
  }

  ports(): ReleasePorts {
    const call = async <Result>(effect: () => Result): Promise<Result> => {
      this.calls++;
      const dies = this.diesAt?.call === this.calls;
      if (dies && !this.diesAt?.effect) throw new Error('killed');
      const result = effect();
      if (dies) throw new Error('killed');
      return result;
    };
    const digestOf = (service: string, version: string): string =>
      this.of(service).versions.get(version)?.code ?? '';
    const functions: ReleasedFunctions = {
      latestDigest: (service) => call(() => this.of(service).code),
      live: (service) =>
        call(() => {
          const { version, canary } = this.of(service).live;
          return {
            version,
            digest: digestOf(service, version),
            canary: canary && { ...canary, digest: digestOf(service, canary.version) },
            revision: undefined,
          };
        }),
      configurationDiffers: (service) =>
        call(() => this.of(service).configuration !== this.serving(service)?.configuration),
      putCode: (service, { digest, key }) =>
        call(() => {
          if (!this.zips.has(key)) throw new Error(`no ${key}`);
          this.of(service).code = digest;
        }),
      putLayers: () => call(() => undefined),
      publish: (service, digest) =>
        call(() => {
          const { code, configuration, versions } = this.of(service);
          if (code !== digest) throw new Error('the code is another');
          const last = String(versions.size);
          const before = versions.get(last);
          if (before?.code === code && before.configuration === configuration) return last;
          const version = String(versions.size + 1);
          versions.set(version, { code, configuration });
          return version;
        }),
      pointLive: (service, to) => call(() => void (this.of(service).live = to)),
    };
    const keyOf = (name: string, digest: string): string => `releases/${name}/${digest}.zip`;
    return {
      functions,
      artifacts: {
        address: (name, digest) => ({ bucket: 'releases', key: keyOf(name, digest) }),
        put: (name, { digest }) =>
          call(() => {
            const isNew = !this.zips.has(keyOf(name, digest));
            this.zips.add(keyOf(name, digest));
            return isNew;
          }),
        has: (name, digest) => call(() => this.zips.has(keyOf(name, digest))),
        get: (_, digest) => call(() => ({ digest, zip: new Uint8Array() })),
      },
      records: {
        read: (service) => call(() => this.records.get(service)),
        write: (service, record) => call(() => void this.records.set(service, record)),
      },
      now: () => new Date('2026-11-22T12:00:00.000Z'),
    };
  }
}
