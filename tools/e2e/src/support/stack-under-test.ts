declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the stack under test, and its folder of state. */
    stack: StackUnderTest;
  }
}

/** Where the stack under test is, and what it keeps its state in. */
export interface StackUnderTest {
  url: string;
  port: number;
  dataDir: string;
}
