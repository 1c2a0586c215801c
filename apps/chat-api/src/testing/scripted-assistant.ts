import type { Assistant, AssistantEvent, AssistantPorts, Question } from '@marketscope/assistant';

/** An answer whose events a test gives, while it is being written. */
export interface ScriptedAnswer {
  question: Question;
  /** Writes some text. */
  say(text: string): void;
  happen(event: Exclude<AssistantEvent, { name: 'finish' }>): void;
  finish(): void;
  fail(error: Error): void;
}

/** An assistant that says what a test has it say, when the test has it. */
export function createScriptedAssistant() {
  const answers: ScriptedAnswer[] = [];
  let waiting: ((answer: ScriptedAnswer) => void)[] = [];
  let reached: AssistantPorts | undefined;

  const assistant: Assistant = {
    model: async () => 'scripted',
    prepare: async () => undefined,
    async *answer(question, signal) {
      const steps: (() => AssistantEvent | undefined)[] = [];
      let wake = (): void => undefined;
      const add = (step: () => AssistantEvent | undefined): void => {
        steps.push(step);
        wake();
      };
      const scripted: ScriptedAnswer = {
        question,
        say: (text) => add(() => ({ name: 'token', data: { text } })),
        happen: (event) => add(() => event),
        finish: () => add(() => undefined),
        fail: (error) =>
          add(() => {
            throw error;
          }),
      };
      answers.push(scripted);
      for (const take of waiting) take(scripted);
      waiting = [];
      signal.addEventListener('abort', () => wake(), { once: true });
      for (;;) {
        signal.throwIfAborted();
        const step = steps.shift();
        if (!step) {
          await new Promise<void>((resolve) => (wake = resolve));
          continue;
        }
        const event = step();
        if (!event) return;
        yield event;
      }
    },
  };

  return {
    makeAssistant(ports: AssistantPorts): Assistant {
      reached = ports;
      return assistant;
    },
    answers,
    /** What the assistant was given to reach. */
    get reached(): AssistantPorts | undefined {
      return reached;
    },
    /** The answer that is asked for next, or was asked for as the nth. */
    async answer(index = answers.length): Promise<ScriptedAnswer> {
      return answers[index] ?? new Promise((resolve) => waiting.push(resolve));
    },
  };
}
