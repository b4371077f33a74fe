import type { Rule } from '../../rule.ts'

/** More text than a scan may read. It comes last of all rules, since the others use the budget up. */
export const PADDING: readonly Rule[] = [
  {
    id: 'obfuscation.out-of-budget',
    version: 1,
    severity: 'medium',
    confidence: 'high',
    looksFor: 'A folder with more text than a scan may read, so that a part of it was left out.',
    why: 'What was not read may say anything, and padding is cheap.',
    fix: 'Leave generated code and large data out of the folder.',
    find: ({ views, skill, unread }) => {
      const view = views.find(({ document }) => document === skill) ?? views[0]
      return view && unread.some(({ reason }) => reason === 'budget')
        ? [
            {
              view,
              start: 0,
              end: 0,
              isPlain: true,
              note: 'A part of the folder was not read: see the coverage of the report.',
            },
          ]
        : []
    },
    examples: {
      match: [
        Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}.js`, 'let a = 1;'.repeat(100_000)])),
      ],
      pass: [{ 'SKILL.md': 'See a.js.', 'a.js': 'let a = 1;'.repeat(1000) }],
    },
  },
]
