import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { GetQueueUrlCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { signingKeySet } from '@marketscope/runtime';
import { motoIsInstalled } from '@marketscope/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { artifactOf } from '../artifact/artifact.ts';
import { zipFiles } from '../artifact/zip.ts';
import { createArtifactStore } from '../release/artifact-store.ts';
import { createLambdaFunctions } from '../release/lambda-functions.ts';
import { ensureLayerVersion } from '../release/layer-versions.ts';
import { releaseRecord } from '../release/release-record.ts';
import { startEmulatedEnvironment, type EmulatedEnvironment } from '../testing/emulated-environment.ts';

const digestOf = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

describe.runIf(motoIsInstalled())('against an AWS emulator', () => {
  let cloud: EmulatedEnvironment;
  beforeAll(async () => {
    cloud = await startEmulatedEnvironment();
  });
  afterAll(() => cloud.stop());

  const deploy = async (service: string, word: string, ...options: string[]) => {
    const file = await cloud.zipAnswering(word);
    const end = await cloud.run('deploy', service, '--artifact', file, ...options);
    return { ...end, digest: await digestOf(file) };
  };
  const record = async (service: string) => {
    const { Parameter } = await cloud.clients.ssm.send(
      new GetParameterCommand({ Name: `/marketscope/local/releases/${service}` }),
    );
    return releaseRecord.parse(JSON.parse(Parameter?.Value ?? 'null'));
  };

  it('of two services deployed in turn only the one that is deployed changes, and a rollback restores the former digest', async () => {
    const worker = 'notification-worker';
    const [first, other] = [await deploy(worker, 'one'), await deploy('stock-updater', 'other')];
    expect([first.code, other.code]).toEqual([0, 0]);
    const untouched = await cloud.functionState('stock-updater');
    const before = await cloud.functionState(worker);
    expect(before).toMatchObject({ latest: first.digest, live: first.digest });

    const second = await deploy(worker, 'two');
    expect(await cloud.functionState(worker)).toMatchObject({ latest: second.digest, live: second.digest });
    expect(await cloud.functionState('stock-updater')).toEqual(untouched);
    expect(await record(worker)).toMatchObject({ digest: second.digest, previous: { digest: first.digest } });

    const back = await cloud.run('rollback', worker);
    expect(back).toMatchObject({ code: 0, output: expect.stringContaining('serves') });
    expect(await cloud.functionState(worker)).toMatchObject({ latest: first.digest, live: first.digest });
    expect(await cloud.functionState('stock-updater')).toEqual(untouched);
    expect(await record(worker)).toMatchObject({ digest: first.digest, previous: null, how: 'rollback' });
  });

  it('keeps each zip once under its digest, and changes nothing when it is deployed again', async () => {
    const { digest } = await deploy('stock-updater', 'once');
    const zips = { Bucket: 'marketscope-local-releases', Key: `releases/stock-updater/${digest}.zip` };
    const { LastModified, ETag } = await cloud.clients.s3.send(new HeadObjectCommand(zips));
    const before = await cloud.functionState('stock-updater');
    const again = await deploy('stock-updater', 'once');
    expect(again.output).toContain('already');
    expect(await cloud.functionState('stock-updater')).toEqual(before);
    expect(await cloud.clients.s3.send(new HeadObjectCommand(zips))).toMatchObject({ LastModified, ETag });
  });

  it('has a canary get its share, and serve all when it is promoted', async () => {
    const before = await deploy('stock-updater', 'stable');
    const canary = await deploy('stock-updater', 'canary', '--canary', '10');
    expect(canary.output).toContain('10 % of the invocations');
    expect(await cloud.functionState('stock-updater')).toMatchObject({
      latest: canary.digest,
      live: before.digest,
    });
    expect((await cloud.run('deploy', 'stock-updater', '--promote')).code).toBe(0);
    expect((await cloud.functionState('stock-updater')).live).toBe(canary.digest);
  });

  // Twice chat-api's layer is packed on the way, which alone may take half a minute on a busy machine.
  it('goes back from a watched canary when an alarm goes off', { timeout: 240_000 }, async () => {
    const before = await deploy('chat-api', 'calm');
    const AlarmName = 'marketscope-local-error-rate';
    const { cloudwatch } = cloud.clients;
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName,
        Namespace: 'MarketScope',
        MetricName: 'ErrorRate',
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    const running = deploy('chat-api', 'alarming', '--canary', '10', '--watch', '60');
    // The canary is there: from now on, an alarm is about it.
    await expect
      .poll(() => cloud.functionState('chat-api').then(({ latest }) => latest), { timeout: 60_000 })
      .not.toBe(before.digest);
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: '7 % of the answers' }),
    );
    const end = await running;
    expect(end.code).toBe(1);
    expect(end.output).toContain(`${AlarmName} went off: 7 % of the answers\nRolled back.`);
    expect(await cloud.functionState('chat-api')).toMatchObject({
      latest: before.digest,
      live: before.digest,
    });
  });

  it('has a configuration that Terraform changed serve by the next deployment', async () => {
    const { digest } = await deploy('secret-rotator', 'same');
    const { version } = await cloud.functionState('secret-rotator');
    await cloud.clients.lambda.send(
      new UpdateFunctionConfigurationCommand({
        FunctionName: 'marketscope-local-secret-rotator',
        MemorySize: 512,
      }),
    );
    const { output } = await cloud.run('status');
    expect(output).toContain('secret-rotator: its configuration has changed and does not serve yet');
    await deploy('secret-rotator', 'same');
    const after = await cloud.functionState('secret-rotator');
    expect(after).toMatchObject({ live: digest, version: String(Number(version) + 1) });
    expect((await cloud.run('status')).output).not.toContain('secret-rotator: its configuration');
  });

  it('makes a version of a layer once for its digest, and has the function run with it', async () => {
    const { lambda, s3 } = cloud.clients;
    const artifacts = createArtifactStore(s3, 'marketscope-local-releases');
    const layer = async (text: string) =>
      ensureLayerVersion(
        { lambda, artifacts },
        {
          name: 'natives',
          physicalName: 'marketscope-local-natives',
          architecture: 'arm64',
          artifact: artifactOf(zipFiles(new Map([['nodejs/a.txt', new TextEncoder().encode(text)]]))),
        },
      );
    const first = await layer('one');
    expect(await layer('one')).toBe(first);
    const second = await layer('two');
    expect(second).not.toBe(first);

    const functions = createLambdaFunctions(lambda, {
      environment: 'local',
      services: {
        'stock-updater': { function: 'marketscope-local-stock-updater', architecture: 'arm64' },
      },
    });
    const layersOf = async () => {
      const { Layers = [] } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: 'marketscope-local-stock-updater' }),
      );
      return Layers.map(({ Arn }) => Arn);
    };
    await functions.putLayers('stock-updater', [second]);
    expect(await layersOf()).toEqual([second]);
    await functions.putLayers('stock-updater', []);
    expect(await layersOf()).toEqual([]);
  });

  it('tells which packaged services differ from what serves', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'packaged-'));
    const packaged = async (service: string, word: string) => {
      const file = await cloud.zipAnswering(word);
      await mkdir(path.join(folder, service), { recursive: true });
      await copyFile(file, path.join(folder, service, `${await digestOf(file)}.zip`));
    };
    try {
      await deploy('notification-worker', 'served');
      await packaged('notification-worker', 'served');
      await packaged('stock-updater', 'never served');
      await packaged('layer-natives', 'no service');
      const { output } = await cloud.run('affected', '--from', folder);
      expect(output.trim()).toBe('["stock-updater"]');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('releases the page with its cache headers, and brings the one before back', async () => {
    const pageOf = async (name: string): Promise<string> => {
      const file = await cloud.zipAnswering(`page-${name}`);
      const text = (content: string) => new TextEncoder().encode(content);
      await writeFile(
        file,
        zipFiles(
          new Map([
            ['index.html', text(`<script src="/assets/index-${name}0000001.js"></script>`)],
            [`assets/index-${name}0000001.js`, text(`console.log('${name}')`)],
          ]),
        ),
      );
      return file;
    };
    const [one, two, three] = [await pageOf('a'), await pageOf('b'), await pageOf('c')];
    const bucket = { Bucket: 'marketscope-local-web' };
    const files = async () => {
      const { Contents = [] } = await cloud.clients.s3.send(new ListObjectsV2Command(bucket));
      return Contents.map(({ Key }) => Key);
    };
    const index = async () => {
      const { Body } = await cloud.clients.s3.send(new GetObjectCommand({ ...bucket, Key: 'index.html' }));
      return Body?.transformToString();
    };
    await cloud.run('deploy', 'web', '--artifact', one);
    await cloud.run('deploy', 'web', '--artifact', two);
    expect(await files()).toEqual(['assets/index-a0000001.js', 'assets/index-b0000001.js', 'index.html']);
    expect(
      await cloud.clients.s3.send(new HeadObjectCommand({ ...bucket, Key: 'assets/index-b0000001.js' })),
    ).toMatchObject({
      CacheControl: 'public, max-age=31536000, immutable',
      ContentType: 'text/javascript; charset=utf-8',
    });
    expect(
      await cloud.clients.s3.send(new HeadObjectCommand({ ...bucket, Key: 'index.html' })),
    ).toMatchObject({
      CacheControl: 'no-cache',
      ContentType: 'text/html; charset=utf-8',
    });
    const third = await cloud.run('deploy', 'web', '--artifact', three);
    expect(third.output).toContain('2 files sent, 1 removed');
    expect(await files()).not.toContain('assets/index-a0000001.js');

    await cloud.run('rollback', 'web');
    expect(await index()).toContain('index-b0000001.js');
  });

  it('moves dead letters back, as they were, and once', async () => {
    const url = async (name: string) => {
      const { QueueUrl } = await cloud.clients.sqs.send(
        new GetQueueUrlCommand({ QueueName: `marketscope-local-${name}` }),
      );
      return QueueUrl;
    };
    const [queue, deadLetters] = [await url('deliveries'), await url('deliveries-dlq')];
    const bodies = Array.from({ length: 12 }, (_, number) => `letter ${number}`);
    for (const MessageBody of bodies)
      await cloud.clients.sqs.send(
        new SendMessageCommand({
          QueueUrl: deadLetters,
          MessageBody,
          MessageAttributes: { type: { DataType: 'String', StringValue: 'alert.triggered.v1' } },
        }),
      );
    expect((await cloud.run('status')).output).toMatch(/deliveries-dlq +dead letters +12/);
    const end = await cloud.run('redrive', 'deliveries');
    expect(end).toMatchObject({ code: 0, output: expect.stringContaining('12 messages moved') });
    expect((await cloud.run('redrive', 'deliveries')).output).toContain('deliveries-dlq is empty');

    const received: string[] = [];
    for (let batch = 0; batch < 5; batch++) {
      const { Messages = [] } = await cloud.clients.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue,
          MaxNumberOfMessages: 10,
          MessageAttributeNames: ['All'],
        }),
      );
      for (const { Body = '', MessageAttributes } of Messages) {
        received.push(Body);
        expect(MessageAttributes?.['type']?.StringValue).toBe('alert.triggered.v1');
      }
    }
    expect(received.toSorted()).toEqual(bodies.toSorted());
  });

  it('makes the first values of generated secrets, prints none, and changes none that is there', async () => {
    const value = async () => {
      const { SecretString = '' } = await cloud.clients.secrets.send(
        new GetSecretValueCommand({ SecretId: 'marketscope-local-jwt-secret' }),
      );
      return SecretString;
    };
    const first = await cloud.run('secrets');
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/jwt-secret +made/) });
    expect(first.output).toContain('--secret-id marketscope-local-brave-api-key');
    const made = await value();
    for (const { jwk } of signingKeySet.parse(JSON.parse(made)).keys)
      expect(first.output).not.toContain(jwk.d);
    expect((await cloud.run('secrets')).output).toMatch(/jwt-secret +set/);
    expect(await value()).toBe(made);
  });

  it.each([
    ['deploy', ['nothing', '--digest', 'a'.repeat(64)], 'local has no nothing, but chat-api, '],
    ['deploy', ['chat-api', '--digest', 'latest'], '--digest is a SHA-256'],
    ['deploy', ['chat-api', '--canary', '100'], '--canary is a whole number from 1 to 99'],
    ['deploy', ['chat-api', '--watch', '60'], 'add --canary'],
    ['deploy', [], 'name a service'],
    ['deploy', ['--nonsense'], "Unknown option '--nonsense'"],
    ['rollback', [], 'name a service'],
    ['redrive', [], 'name the queue whose dead letters are to be tried again: market-updates'],
    ['redrive', ['alerts-undelivered'], 'say which, by --to <queue>'],
    ['redrive', ['daily-update-schedule-dlq'], 'docs/runbooks/dead-letters.md'],
  ])('%s %s tells what to do', async (command, args, advice) => {
    const { code, output } = await cloud.run(command, ...args);
    expect(code).toBe(1);
    expect(output).toContain(advice);
    expect(output).not.toMatch(/\n\s+at /);
  });
});
