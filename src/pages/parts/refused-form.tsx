import type { Child } from 'hono/jsx'
import type { Refused } from '../api.ts'
import { showUnseen } from './plain.ts'

type Fault = Pick<Refused['problem'], 'detail' | 'errors'>

/** Why the API refused a form, in its words: what is wrong with each field, if that is why. The children say what was not done. */
export const RefusedForm = ({ problem: { detail, errors = [] }, children }: { problem: Fault; children?: Child }) => (
  <div class="flash bad" role="alert">
    {children} {errors.length === 0 && <span lang="en">{showUnseen(detail)}</span>}
    {errors.length > 0 && (
      <ul lang="en">
        {errors.map(({ pointer, message }) => (
          <li>
            <code>{pointer.slice(1)}</code> {showUnseen(message)}
          </li>
        ))}
      </ul>
    )}
  </div>
)
