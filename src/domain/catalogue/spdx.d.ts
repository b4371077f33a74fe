declare module 'spdx-expression-parse' {
  type License = { license: string; plus?: true; exception?: string }
  type Compound = { left: Expression; conjunction: 'and' | 'or'; right: Expression }
  export type Expression = License | Compound
  export default function parse(expression: string): Expression
}

declare module 'spdx-correct' {
  export default function correct(text: string, options?: { upgrade?: boolean }): string | null
}
