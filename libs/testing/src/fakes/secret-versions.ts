import type { SecretStage, SecretVersions } from '@marketscope/domain';

interface FakeSecret {
  texts: Map<string, string>;
  stages: Map<SecretStage, string>;
}

/** Versions of secrets in memory. A secret that is named for the first time has none. */
export function createFakeSecretVersions(): SecretVersions {
  const secrets = new Map<string, FakeSecret>();
  const named = (name: string): FakeSecret => {
    const known = secrets.get(name) ?? { texts: new Map(), stages: new Map() };
    secrets.set(name, known);
    return known;
  };
  return {
    async read(name, which) {
      const { texts, stages } = named(name);
      const version = 'version' in which ? which.version : stages.get(which.stage);
      return version === undefined ? undefined : texts.get(version);
    },
    async propose(name, version, text) {
      const { texts, stages } = named(name);
      if (texts.has(version)) return;
      texts.set(version, text);
      stages.set('AWSPENDING', version);
      if (!stages.has('AWSCURRENT')) stages.set('AWSCURRENT', version);
    },
    async makeCurrent(name, version) {
      const { texts, stages } = named(name);
      if (!texts.has(version)) throw new TypeError(`${name} has no version ${version}`);
      const before = stages.get('AWSCURRENT');
      if (before !== undefined && before !== version) stages.set('AWSPREVIOUS', before);
      stages.set('AWSCURRENT', version);
      if (stages.get('AWSPENDING') === version) stages.delete('AWSPENDING');
    },
  };
}
