import type { Child } from 'hono/jsx'

/** A list of names and what is said of each. */
export const Facts = ({ children }: { children?: Child }) => <dl class="known">{children}</dl>

export const Fact = ({ name, children }: { name: string; children?: Child }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
