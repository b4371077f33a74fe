// Results while somebody types. The address follows, and the back button leads to what was there before the typing.
const form = document.querySelector('form[data-live]')
const field = form?.querySelector('input[type="search"]')
const WAIT_MS = 250
let timer
let asking
// Pages are built from our own answers alone, so their markup is trusted as it comes.
const policy = globalThis.trustedTypes?.createPolicy('results', { createHTML: (html) => html })

async function showResults() {
  asking?.abort()
  asking = new AbortController()
  const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ''))
  const address = `${form.getAttribute('action')}?${query}`
  try {
    const answer = await fetch(address, { signal: asking.signal, headers: { Accept: 'text/html' } })
    if (!answer.ok) return
    const html = await answer.text()
    const page = new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html')
    const found = page.getElementById('results')
    const here = document.getElementById('results')
    if (!found || !here) return
    here.replaceWith(document.adoptNode(found))
    document.title = page.title
    history.replaceState(null, '', address)
  } catch (error) {
    if (error.name !== 'AbortError') throw error
  }
}

field?.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(showResults, WAIT_MS)
})
