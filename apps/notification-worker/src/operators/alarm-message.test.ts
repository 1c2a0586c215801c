import { cloudWatchAlarm, type CloudWatchAlarm } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { alarmChanged } from '../testing/sample-events.ts';
import { alarmMessage } from './alarm-message.ts';

function messageOf(parts: Partial<CloudWatchAlarm> = {}) {
  const message = alarmMessage(cloudWatchAlarm.parse(alarmChanged(parts)));
  if (!message) throw new Error('there is nothing to tell');
  return message;
}

it('says what is wrong, where, since when, and what to do', () => {
  const { email, slack, sms } = messageOf();
  expect(email.subject).toBe('prod: The API’s first byte takes more than 2 s for one request in twenty');
  for (const text of [email.text, slack, sms])
    for (const part of [
      'prod: The API’s first byte takes more than 2 s for one request in twenty',
      'Friday, November 20, 2026 at 21:02 UTC',
      'https://docs.example/runbooks/api-latency.md',
    ])
      expect(text).toContain(part);
  expect(email.text).toContain('2412.0');
  expect(email.html).toContain('href="https://docs.example/runbooks/api-latency.md"');
});

it('says that it is over', () => {
  const { email, slack, sms } = messageOf({ NewStateValue: 'OK', OldStateValue: 'ALARM' });
  for (const text of [email.subject, email.text, slack, sms])
    expect(text).toContain('prod is OK again: The API’s first byte takes');
  expect(email.text).toContain('There is nothing to do unless it comes back.');
});

it('leads to the alarm in the console where it has no runbook', () => {
  const { email, sms } = messageOf({ AlarmDescription: null });
  const console =
    'https://console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/marketscope-prod-api-latency';
  expect(email.subject).toBe('prod: the alarm marketscope-prod-api-latency');
  for (const text of [email.text, sms]) expect(text).toContain(console);
  expect(
    messageOf({ AlarmDescription: 'It is so. What to do: javascript:alert(1)' }).email.html,
  ).not.toContain('javascript:');
});

it('shows CloudWatch’s words as words, never as mark-up', () => {
  const { email, slack } = messageOf({
    AlarmDescription: 'a < b & <!channel> <script>alert(1)</script>',
    NewStateReason: '<b>big</b>',
  });
  expect(email.html).not.toMatch(/<script>|<b>|<!channel>/);
  expect(slack).toContain('a &lt; b &amp; &lt;!channel&gt;');
});

it('keeps an SMS short, and its link whole', () => {
  const { sms } = messageOf({
    AlarmDescription: `${'long '.repeat(200)}What to do: https://docs.example/runbooks/x.md`,
  });
  expect(sms.length).toBeLessThan(320);
  expect(sms).toMatch(/ https:\/\/docs\.example\/runbooks\/x\.md$/);
});
