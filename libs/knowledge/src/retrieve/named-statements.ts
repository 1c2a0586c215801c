import type { StatementKind } from '../recognise/document-facts.ts';

/** Statements that a question names outright. */
export const namedStatements: readonly { asked: RegExp; statement: StatementKind }[] = [
  {
    asked: /\bbalance\s+sheets?\b|\bstatements?\s+of\s+financial\s+(?:position|condition)/i,
    statement: 'balance',
  },
  { asked: /\bcash[\s-]+flows?\s+statements?\b|\bstatements?\s+of\s+cash\s+flows?/i, statement: 'cash-flow' },
  {
    asked:
      /\b(?:income|earnings)\s+statements?\b|\bstatements?\s+of\s+(?:consolidated\s+)?(?:income|operations|earnings)|\bp\s*&\s*l\b|\bprofit\s+and\s+loss/i,
    statement: 'income',
  },
  { asked: /\bstatements?\s+of\s+(?:other\s+)?comprehensive/i, statement: 'comprehensive-income' },
  { asked: /\bstatements?\s+of\s+(?:changes\s+in\s+)?(?:stock|share)holders/i, statement: 'equity' },
];
