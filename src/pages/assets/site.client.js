// Every page: `/` focuses the search, and buttons copy what stands beside them.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return
  const field = document.querySelector('[data-focus-key="/"]')
  if (!field) return
  event.preventDefault()
  field.focus()
  field.select()
})

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copy)?.textContent ?? ''
    await navigator.clipboard.writeText(text.trim())
    const before = button.textContent
    button.textContent = button.dataset.done
    setTimeout(() => {
      button.textContent = before
    }, 2000)
  })
}
