// Keys for reviewing. `data-key` says which key presses or focuses an element; on lists, j and k move, and x ticks.
const rows = [...document.querySelectorAll('[data-row]')]
let current = -1

function moveTo(index) {
  if (rows.length === 0) return
  rows[current]?.removeAttribute('aria-current')
  current = Math.min(Math.max(index, 0), rows.length - 1)
  rows[current].setAttribute('aria-current', 'true')
  rows[current].querySelector('a')?.focus()
}

const ON_LISTS = {
  j: () => moveTo(current + 1),
  k: () => moveTo(current - 1),
  x: () => rows[current]?.querySelector('input[type="checkbox"]')?.click(),
  o: () => rows[current]?.querySelector('a')?.click(),
}

function use(element) {
  if (element instanceof HTMLDetailsElement) element.open = !element.open
  else if (element instanceof HTMLInputElement) element.focus()
  else element.click()
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const field =
    event.target instanceof Element && event.target.closest('input:not([type="checkbox"]), textarea, select')
  if (field) {
    if (event.key === 'Escape') field.blur()
    return
  }
  const onList = rows.length > 0 ? ON_LISTS[event.key] : undefined
  const element = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
  if (!onList && !element) return
  event.preventDefault()
  if (onList) onList()
  else use(element)
})
