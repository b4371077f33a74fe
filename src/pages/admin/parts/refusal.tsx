import type { z } from 'zod'
import type { Problem as ProblemSchema } from '../../../http/problem.ts'
import type { AdminView } from '../admin-view.ts'
import type { Faults } from './fields.tsx'

export type Problem = z.output<typeof ProblemSchema>

/** What is wrong with each field, by the first part of its pointer. `below` is where the fields are in the body. */
export function faultsOf(problem: Problem | undefined, below = ''): Faults {
  const faults: Record<string, string> = {}
  for (const { pointer, message } of problem?.errors ?? []) {
    if (!pointer.startsWith(`${below}/`)) continue
    const [name = ''] = pointer.slice(below.length + 1).split('/')
    faults[name] ??= message
  }
  return faults
}

/** What the API refused, in its words. What belongs to a field stands beside that. */
export function Refusal({ view, problem }: { view: AdminView; problem: Problem }) {
  const errors = problem.errors ?? []
  return (
    <div role="alert" class="flash bad">
      <p>{errors.length > 0 ? view.t.admin.notValid : problem.detail}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ pointer, message }) => (
            <li>
              <code>{pointer}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
