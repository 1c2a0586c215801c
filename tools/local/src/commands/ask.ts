/** `npm run ask -- "<question>"`: asks the running stack as the demo account, and prints the answer as it is written. */
import { answerEvents, problem, session } from '@marketscope/contracts';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { demoAccount } from '../stack/demo-account.ts';
import { citationLine } from './citation-line.ts';
import { CommandError, runCommand, runningStack } from './command.ts';
import { alarming, dim } from './styles.ts';

await runCommand(async () => {
  const question = process.argv.slice(2).join(' ').trim();
  if (question === '') throw new CommandError(`Ask something: npm run ask -- "What is AAPL's price?"`);
  const { url } = await runningStack();
  const { accessToken } = session.parse(await (await post(url, '/api/auth/login', demoAccount)).json());
  const response = await post(
    url,
    '/api/chat/message',
    { message: question },
    { accept: 'text/event-stream', authorization: `Bearer ${accessToken}` },
  );
  await printAnswer(response);
});

/** @throws CommandError when the API refuses the request */
async function post(
  url: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (response.ok) return response;
  const text = await response.text();
  const told = problem.safeParse(parsed(text));
  throw new CommandError(
    `${path} answered ${response.status}: ${told.success ? (told.data.detail ?? told.data.title) : text}`,
  );
}

/** @throws CommandError when the answer ends in an error, or without an end */
async function printAnswer(response: Response): Promise<void> {
  const events = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events ?? []) {
    switch (event) {
      case 'tool_call': {
        const { name, arguments: given } = answerEvents.tool_call.parse(JSON.parse(data));
        console.log(dim(`→ ${name} ${JSON.stringify(given)}`));
        break;
      }
      case 'tool_result': {
        const { name, outcome } = answerEvents.tool_result.parse(JSON.parse(data));
        if (!outcome.ok) console.log(dim(`✗ ${name}: ${outcome.error}`));
        break;
      }
      case 'token':
        process.stdout.write(answerEvents.token.parse(JSON.parse(data)).text);
        break;
      case 'done': {
        const { answer, citations, model, state } = answerEvents.done.parse(JSON.parse(data));
        console.log();
        if (state !== 'complete') console.log(alarming(`The answer was ${state}.`));
        // Most answers name their sources themselves.
        const sources = /\bsources?\b/i.test(answer) ? [] : citations.map(citationLine);
        console.log(dim([...sources, `Written by the ${model}.`].join('\n')));
        return;
      }
      case 'error': {
        const { detail, title } = answerEvents.error.parse(JSON.parse(data));
        throw new CommandError(`\n${detail ?? title}`);
      }
    }
  }
  throw new CommandError('\nThe answer broke off.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
