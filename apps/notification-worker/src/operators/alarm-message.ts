import type { CloudWatchAlarm } from '@marketscope/contracts';
import { cautionBlock, facts, paragraph, quotation } from '../messages/email-blocks.ts';
import { emailOf } from '../messages/email-layout.ts';
import { universalWords } from '../messages/wording.ts';

/** What operators are told of an alarm, in the form that each channel takes. */
export interface AlarmMessage {
  email: { subject: string; text: string; html: string };
  /** In Slack's mark-up. */
  slack: string;
  sms: string;
}

/** Characters of a text message's sentence: more would be a third part of it. */
const SMS_SENTENCE = 160;

/**
 * Tells operators of an alarm: what is wrong, where, since when, and what to do about it; and when it is over, that it
 * is. Null when there is nothing to tell: an alarm that has only begun to be measured is neither.
 */
export function alarmMessage(alarm: CloudWatchAlarm): AlarmMessage | null {
  if (alarm.NewStateValue === 'OK' && alarm.OldStateValue === 'INSUFFICIENT_DATA') return null;
  const { environment, name } = placeOf(alarm);
  const { sentence, runbook } = meaningOf(alarm);
  const { mark, title, happened, since, label } = words(alarm, environment, sentence);
  const at = universalWords(alarm.StateChangeTime);
  const link = runbook ?? consoleUrl(alarm);

  return {
    email: {
      subject: title,
      ...emailOf({
        preview: `${since} ${at}.`,
        heading: title,
        blocks: [
          alarm.NewStateValue === 'OK' ? paragraph(happened) : cautionBlock(happened),
          facts([
            ['Environment', environment],
            [since, at],
            ['Alarm', name],
            ['AWS', `account ${alarm.AWSAccountId}, ${alarm.Region}`],
          ]),
          quotation('What CloudWatch says', alarm.NewStateReason),
        ],
        action: { label, url: link },
        reason:
          'You get this because you are an operator of MarketScope: operator_emails in its Terraform says who is.',
      }),
    },
    slack: [
      `${mark} *${slackText(title)}*`,
      slackText(`${happened} ${since} ${at}.`),
      `<${link}|${slackText(label)}> · ${slackText(name)}`,
    ].join('\n'),
    sms: `MarketScope ${shortened(title)} (${at}) ${link}`,
  };
}

/** What the state that an alarm has come to is called. */
function words(
  { NewStateValue }: CloudWatchAlarm,
  environment: string,
  sentence: string,
): { mark: string; title: string; happened: string; since: string; label: string } {
  switch (NewStateValue) {
    case 'ALARM':
      return {
        mark: '🔴',
        title: `${environment}: ${sentence}`,
        happened: 'This needs somebody to look. You will be told when it is over.',
        since: 'Since',
        label: 'What to do',
      };
    case 'OK':
      return {
        mark: '✅',
        title: `${environment} is OK again: ${sentence}`,
        happened: 'This is over. There is nothing to do unless it comes back.',
        since: 'OK since',
        label: 'Read about it',
      };
    case 'INSUFFICIENT_DATA':
      return {
        mark: '⚪',
        title: `${environment} is no longer measured: ${sentence}`,
        happened: 'CloudWatch no longer gets what it needs to know whether this is so.',
        since: 'Since',
        label: 'Read about it',
      };
  }
}

/** Our alarms are called `<project>-<environment>-<name>`. */
function placeOf({ AlarmName }: CloudWatchAlarm): { environment: string; name: string } {
  const environment = /^[a-z]+-([a-z][a-z0-9]{1,9})-./.exec(AlarmName)?.[1] ?? 'MarketScope';
  return { environment, name: AlarmName };
}

/** Our alarms' descriptions are a sentence and `What to do: <runbook>`. */
function meaningOf({ AlarmDescription, AlarmName }: CloudWatchAlarm): {
  sentence: string;
  runbook: string | undefined;
} {
  const [said = '', where = ''] = (AlarmDescription ?? '').split(/\s*What to do:\s*/);
  const sentence = said.trim().replace(/\.$/, '');
  const runbook = URL.parse(where.trim());
  return {
    sentence: sentence === '' ? `the alarm ${AlarmName}` : sentence,
    runbook: runbook && /^https?:$/.test(runbook.protocol) ? runbook.href : undefined,
  };
}

/** The alarm in the console; its message names the region for people, its ARN for programs. */
function consoleUrl({ AlarmArn = '', AlarmName }: CloudWatchAlarm): string {
  const region = /^arn:[a-z-]+:cloudwatch:([a-z0-9-]+):/.exec(AlarmArn)?.[1];
  const query = region === undefined ? '' : `?region=${region}`;
  return `https://console.aws.amazon.com/cloudwatch/home${query}#alarmsV2:alarm/${encodeURIComponent(AlarmName)}`;
}

/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
function slackText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function shortened(text: string): string {
  return text.length <= SMS_SENTENCE ? text : `${text.slice(0, SMS_SENTENCE - 3)}...`;
}
