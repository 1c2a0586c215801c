/** Calls that are answered page by page. */
const readsPages = new Set<string | symbol>([
  'armedMetBy',
  'waitingUnmetBy',
  'waitingOutBefore',
  'due',
  'moneyAlerts',
  'pages',
]);

/** Where a process dies: at this call of any of its ports, before or after the call's effect. */
export interface Death {
  call: number;
  moment: 'before' | 'after';
}

/** Ports of a process that dies; calls after its death fail too. Those named are counted, the others live on. */
export function mortal<const Name extends string, Ports extends Record<Name, object>>(
  ports: Ports,
  names: readonly Name[],
  death: Death,
): { ports: Ports; calls: () => number } {
  let calls = 0;
  const dying = (port: object): object =>
    new Proxy(port, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        const counted = async <Answer>(act: () => Answer): Promise<Awaited<Answer>> => {
          const call = (calls += 1);
          if (call > death.call || (call === death.call && death.moment === 'before'))
            throw new Error('killed');
          const answer = await act();
          if (call === death.call) throw new Error('killed');
          return answer;
        };
        return (...args: unknown[]) => {
          if (!readsPages.has(name)) return counted((): unknown => member.apply(target, args));
          // What is read page by page dies at any of its pages.
          const pages: AsyncIterable<unknown> = member.apply(target, args);
          return (async function* () {
            const reader = pages[Symbol.asyncIterator]();
            for (
              let page = await counted(() => reader.next());
              !page.done;
              page = await counted(() => reader.next())
            )
              yield page.value;
          })();
        };
      },
    });
  const counted = Object.fromEntries(names.map((name) => [name, dying(ports[name])]));
  return { ports: { ...ports, ...counted }, calls: () => calls };
}
