import { startMailSink, type MailSink } from '@marketscope/testing';
import type { LocalFunction } from '../functions/local-function.ts';
import { startHostedFunction, type HostedFunction } from './hosted-function.ts';

/** The notification worker as it is deployed, with a mail server that keeps what it accepts. */
export interface HostedWorker extends HostedFunction {
  mailSink: MailSink;
}

/**
 * Starts the built worker with a time-out of one second.
 * @param onInvoke is called when an invocation has begun
 */
export async function startHostedWorker(onInvoke?: (worker: LocalFunction) => void): Promise<HostedWorker> {
  const mailSink = await startMailSink();
  try {
    const hosted = await startHostedFunction('notification-worker', {
      timeoutSeconds: 1,
      settings: () => ({
        MAIL_FROM: 'MarketScope <no-reply@marketscope.example>',
        PUBLIC_URL: 'https://marketscope.example',
        SMTP_URL: mailSink.url,
      }),
      onInvoke,
    });
    const stop = async (): Promise<void> => {
      await hosted.stop();
      await mailSink.stop();
    };
    return { ...hosted, mailSink, stop };
  } catch (error) {
    await mailSink.stop();
    throw error;
  }
}
