import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

/** What a conditional write answers, and undefined when its condition was not met. */
export async function answerIfMet<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Whether the condition of a write was met. */
export async function wasMet(write: Promise<object>): Promise<boolean> {
  return (await answerIfMet(write)) !== undefined;
}
