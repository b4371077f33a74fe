import type { View } from '../view.ts'

/** A command with a button that copies it. Without JavaScript there is the command alone. `id` is unique on its page. */
export function Command({ view, id, text }: { view: View; id: string; text: string }) {
  return (
    <div class="command">
      <pre tabindex={0}>
        <code id={id}>{text}</code>
      </pre>
      <button type="button" hidden data-copy={id} data-done={view.t.common.copied}>
        {view.t.common.copy}
      </button>
    </div>
  )
}
